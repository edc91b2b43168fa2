import type { Certainty, DiagnoseOptions } from "../../../src/diagnose/types.ts";

/** Causes that must be found, with how sure each may be. */
export type Found = Readonly<Record<string, Certainty>>;

/** Where the log comes from: what the server prints, a text, or what it answers to a body that is posted before. */
export type Log = { readonly printed: true } | { readonly text: string } | { readonly posted: unknown };

/** What is told beside the URL; a contract by its name, or as documents. */
export type Given = Omit<DiagnoseOptions, "url" | "contract" | "log"> & {
  readonly contract?: string | object;
  readonly log?: Log;
};

/** What is true of one target, and what must be found. The truth is among what is found, or nothing is. */
export interface Case {
  readonly path: string;
  /** In words, where the path is not enough to tell it from the others of its server. */
  readonly what?: string;
  readonly scheme?: "http" | "https" | "ws" | "wss";
  readonly given?: Given;
  /** Ids of causes; none for a healthy target. */
  readonly truth: readonly string[];
  readonly found: Found;
  /** Where something is wrong and no cause is known: nothing is found, and it is not healthy either. */
  readonly verdict?: "inconclusive";
}

/** A server, and what is asked of it. */
export interface Served {
  readonly name: string;
  /** @param hear gets what the server prints, where it is a process of its own */
  readonly start: (hear: (text: string) => void) => Promise<{ readonly url: string; stop(): Promise<unknown> }>;
  readonly cases: readonly Case[];
}

/** A case whose truth is all that is found. */
export const plainly = (path: string, found: Found, given: Given = {}): Case => ({
  path,
  given,
  truth: Object.keys(found),
  found,
});

/** A path that nobody has, and one whose handler says so to strangers: the same bytes. `also` is true as well. */
const unknown: Found = { "http-route-missing": "likely", "access-refused": "possible" };
const toStrangers =
  (truth: string) =>
  (path: string, given: Given = {}, also: Found = {}): Case => ({
    ...plainly(path, { ...unknown, ...also }, given),
    truth: [truth, ...Object.keys(also)],
  });
export const missing = toStrangers("http-route-missing");
export const hides = toStrangers("access-refused");
