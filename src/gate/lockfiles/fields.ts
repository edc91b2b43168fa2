import { Damage } from "./lockfile-error.ts";

/** Reads values of parsed lockfiles, whose types nobody promises. Only own members are seen, whatever they are called. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own member. */
export const member = (of: unknown, name: string): unknown =>
  isFields(of) && Object.hasOwn(of, name) ? of[name] : undefined;

/** A member that is a text, or not there. @throws {Damage} for any other */
export function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  if (value === undefined || typeof value === "string") return value;
  throw new Damage(`${name} is ${kindOf(value)}, not a text`);
}

/** The members of a member that is an object; none where it is not there. @throws {Damage} for any other */
export function entries(of: unknown, name: string): [string, unknown][] {
  const value = member(of, name);
  if (value === undefined || value === null) return [];
  if (isFields(value)) return Object.entries(value);
  throw new Damage(`${name} is ${kindOf(value)}, not an object`);
}

/** The items of a member that is a list; none where it is not there. @throws {Damage} for any other */
export function items(of: unknown, name: string): readonly unknown[] {
  const value = member(of, name);
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new Damage(`${name} is ${kindOf(value)}, not a list`);
}

const kindOf = (value: unknown) => {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : typeof value === "string" ? "a text" : `a ${typeof value}`;
};
