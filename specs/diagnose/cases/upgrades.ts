import type { Case, Found, Served } from "./case.ts";
import { zoo } from "./start.ts";

/** What is true of a socket, and what must be found. */
export type Row = readonly [truth: string | undefined, found: Found];
export type Rows = Readonly<Record<string, Row>>;

export const healthy: Row = [undefined, {}];
export const route = "route-not-registered";
export const refused = "refused-before-accept";
export const httpOnly = "registered-for-http-only";

/** A refusal that a path which nobody has gets too. */
export const same: Found = { [route]: "likely", [refused]: "possible" };
export const sameWithHttp: Found = { ...same, [httpOnly]: "likely" };
export const breaks: Found = { "breaks-off-upgrade": "likely", subprotocol: "possible" };
export const missing = (truth: string, found: Found): Rows => ({ "/ws/missing": [truth, found] });

/** The cases of sockets, by their paths. */
export const casesOf = (rows: Rows): Case[] =>
  Object.entries(rows).map(([path, [truth, found]]) => ({ path, truth: truth === undefined ? [] : [truth], found }));

/** Servers of the zoo by themselves. */
export const servedBy = (servers: Readonly<Record<string, Rows>>): Served[] =>
  Object.entries(servers).map(([name, rows]) => ({ name, start: zoo(name), cases: casesOf(rows) }));
