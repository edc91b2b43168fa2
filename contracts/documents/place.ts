import { ContractError } from "./contract-error.ts";
import { escapeToken, isObject } from "./json.ts";
import type { Source } from "./source.ts";

/** A value and where it stands, so that an error can say so and a `$ref` knows what it is relative to. */
export interface Place {
  readonly source: Source;
  /** RFC 6901; "" is the whole document. */
  readonly pointer: string;
  readonly value: unknown;
}

export function rootOf(source: Source): Place {
  return { source, pointer: "", value: source.value };
}

/** The member `key`, whose value is undefined where there is none. */
export function child(place: Place, key: string | number): Place {
  const { value } = place;
  const own = (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, key);
  const member = own ? (value as Record<string | number, unknown>)[key] : undefined;
  return { source: place.source, pointer: `${place.pointer}/${escapeToken(String(key))}`, value: member };
}

/** Members of an object or items of an array with their keys; none for anything else. */
export function children(place: Place): [string, Place][] {
  const { value } = place;
  if (!isObject(value) && !Array.isArray(value)) return [];
  return Object.keys(value).map((key) => [key, child(place, key)]);
}

export function samePlace(a: Place, b: Place): boolean {
  return a.source.key === b.source.key && a.pointer === b.pointer;
}

export function textAt(place: Place, key: string): string | undefined {
  const { value } = child(place, key);
  return typeof value === "string" ? value : undefined;
}

/** `file.yaml#/paths/~1x`, as errors name a place. */
export function shownPlace(place: Place): string {
  return `${place.source.shown}#${place.pointer}`;
}

/** @throws ContractError `bad-document` when there is something, but no object */
export function expectObject(place: Place): Place {
  if (place.value === undefined || isObject(place.value)) return place;
  throw badDocument(place, "must be an object");
}

export function badDocument(place: Place, problem: string): ContractError {
  return new ContractError("bad-document", `${shownPlace(place)} ${problem}.`, `Correct ${place.source.shown} there.`);
}
