import type { Exchange } from "../model/index.ts";
import { isObject, type Place, RecordingError } from "./recording-error.ts";

/** Whether a value claims to be an exchange of our recorder. */
export const isExchange = (value: unknown): boolean =>
  isObject(value) && "transport" in value && "request" in value && "frames" in value;

const ends = ["complete", "closed", "cut", "refused", "left", "budget"];

/** What each member of an exchange must be; the words go into the sentence. */
const members: readonly (readonly [name: string, what: string, holds: (value: unknown) => boolean])[] = [
  ["endpoint", "a text", (value) => value === undefined || typeof value === "string"],
  ["transport", '"http" or "socket"', (value) => value === "http" || value === "socket"],
  ["request", "an object with method, url and headers", isRequest],
  ["response", "an object with status, reason and headers", (value) => value === undefined || isHead(value)],
  ["frames", "a list of {from, at, raw}", (value) => Array.isArray(value) && value.every(isFrame)],
  [
    "end",
    `an object whose how is one of ${ends.join(", ")}`,
    (value) => isObject(value) && ends.includes(`${value.how}`),
  ],
  ["endedAt", "a number", (value) => value === undefined || typeof value === "number"],
];

/**
 * One exchange as our recorder wrote it.
 *
 * @throws {RecordingError} naming the first member that is not what it must be
 */
export function readExchange(value: unknown, place: Place): Exchange {
  if (!isObject(value)) {
    throw new RecordingError(`${place} is not JSON of an exchange.`, "Record it again; a line holds one exchange.");
  }
  for (const [name, what, holds] of members) {
    if (holds(value[name])) continue;
    throw new RecordingError(`${place} is no exchange: its ${name} must be ${what}.`, "Record it again.");
  }
  return value as unknown as Exchange;
}

function isRequest(value: unknown): boolean {
  return (
    isObject(value) && typeof value.method === "string" && typeof value.url === "string" && isHeaders(value.headers)
  );
}

function isHead(value: unknown): boolean {
  return isObject(value) && typeof value.status === "number" && isHeaders(value.headers);
}

function isHeaders(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === "string");
}

function isFrame(value: unknown): boolean {
  if (!isObject(value)) return false;
  const from = value.from === "client" || value.from === "server";
  return from && typeof value.at === "number" && typeof value.raw === "string";
}
