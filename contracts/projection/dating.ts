import { compareVersions } from "./version.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A stretch of versions: `since` inclusive, `until` exclusive; an absent end is open. */
export interface Range {
  readonly since?: string;
  readonly until?: string;
}

/** Whether a version lies in a range. */
export function covers({ since, until }: Range, version: string): boolean {
  return (
    (since === undefined || compareVersions(version, since) >= 0) &&
    (until === undefined || compareVersions(version, until) < 0)
  );
}

/** The range that `{since?, until?}` states; other members and non-strings are ignored. */
export function rangeOf(value: unknown): Range {
  if (!isObject(value)) return {};
  const { since, until } = value;
  return { ...(typeof since === "string" && { since }), ...(typeof until === "string" && { until }) };
}

/** Whether a node exists at a version (`x-since`, `x-until`). */
export function exists(node: unknown, version: string): boolean {
  if (!isObject(node)) return true;
  return covers(rangeOf({ since: node["x-since"] ?? null, until: node["x-until"] ?? null }), version);
}

/** The node that stood here at a version: itself, or the schema of the row of `x-was` that covers it. */
export function standing(node: JsonObject, version: string): Json {
  const rows = node["x-was"];
  for (const row of Array.isArray(rows) ? rows : []) {
    if (isObject(row) && row.schema !== undefined && covers(rangeOf(row), version)) return row.schema;
  }
  return node;
}
