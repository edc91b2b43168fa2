import type { Contract } from "../model/index.ts";
import { isObject, type Place, RecordingError } from "./recording-error.ts";

/** The first line of what our recorder writes: what the exchanges below it are. */
export interface RecordingHead {
  /** Version of the format. */
  readonly recording: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly contract: { readonly name: string; readonly version: string; readonly digest: string };
  /** Origin of the recorded backend, for example `http://127.0.0.1:8000`. */
  readonly target: string;
  /** When it began, as ISO 8601 in UTC. */
  readonly date: string;
  /** What was recorded, with which versions, where somebody said so. */
  readonly note?: string;
  /** Longer messages of the client were cut to so many characters. */
  readonly shortened?: number;
}

/**
 * The head of a recording, where it has one.
 *
 * @param value the first line, read as JSON
 * @throws {RecordingError} for a head of another format, or without the contract
 */
export function readHead(value: unknown, place: Place): RecordingHead | undefined {
  if (!isObject(value) || !("recording" in value)) return undefined;
  if (value.recording !== 1) {
    const message = `${place} is a recording of format ${JSON.stringify(value.recording)}; this version reads format 1.`;
    throw new RecordingError(message, "Read it with the wirecheck that wrote it, or record again.");
  }
  const { contract } = value;
  if (isObject(contract) && [contract.name, contract.version, contract.digest].every((one) => typeof one === "string"))
    return value as unknown as RecordingHead;
  throw new RecordingError(`${place} does not say which contract was recorded.`, "Record again.");
}

/** @throws {RecordingError} where the exchanges are of another contract; its version may be another */
export function checkHead(head: RecordingHead | undefined, { name }: Contract, place: Place): void {
  if (!head || head.contract.name === name) return;
  const recorded = `${head.contract.name}@${head.contract.version}`;
  throw new RecordingError(`${place} was recorded under ${recorded}, not ${name}.`, `Name ${head.contract.name}.`);
}
