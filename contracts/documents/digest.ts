import { createHash } from "node:crypto";
import type { Contract } from "../model/index.ts";
import { canonical } from "./json.ts";

/** Digest of what a contract promises; words for people do not count. */
export function digestOf(promise: Pick<Contract, "endpoints" | "schemas" | "unregistered" | "emptyPath">): string {
  const endpoints = promise.endpoints.map((endpoint) => {
    const { summary: _, ...rest } = endpoint;
    if (rest.transport === "socket") return rest;
    return { ...rest, answers: rest.answers.map(({ description: _words, ...answer }) => answer) };
  });
  return createHash("sha256")
    .update(canonical({ ...promise, endpoints }))
    .digest("hex")
    .slice(0, 12);
}
