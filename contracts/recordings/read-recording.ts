import type { Contract, Exchange } from "../model/index.ts";
import { readHar } from "./har.ts";
import { isExchange, readExchange } from "./json-lines.ts";
import { isObject, RecordingError } from "./recording-error.ts";
import { checkHead, type RecordingHead, readHead } from "./recording-head.ts";
import { readStreamText } from "./stream-text.ts";

/**
 * The exchanges of a recording. What the file holds decides how it is read: a HAR 1.2 (with Chromium's
 * `_webSocketMessages`), exchanges of our recorder, one a line or in one JSON value, and any other text as the body of
 * an event stream, or of a multipart one where it begins with a delimiter. Exchanges of a HAR that no endpoint of the contract takes are left out.
 *
 * @param text the file's whole text
 * @param fileName for sentences, and `.har`, `.jsonl` or `.ndjson` at its end say what it must be
 * @throws {RecordingError} where it says that it is something and is not, and where it was recorded under another contract
 */
export function readRecording(text: string, fileName: string, contract: Contract): Exchange[] {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (plain.trim() === "") throw new RecordingError(`${fileName} is empty.`, "Record again; nothing was written.");
  const value = parsed(plain);
  if (isHar(value)) return readHar(value, fileName, contract);
  if (/\.har$/i.test(fileName)) {
    throw new RecordingError(`${fileName} is not a HAR: it has no log.entries.`, "Export it again, with content.");
  }
  if (isExchange(value)) return [readExchange(value, fileName)];
  if (Array.isArray(value) && value.length > 0 && value.every(isExchange)) {
    return value.map((item, index) => readExchange(item, `${fileName}, item ${index + 1}`));
  }
  const lines = plain.split("\n").filter((line) => line.trim() !== "");
  const head = readHead(parsed(lines[0] ?? ""), fileName);
  checkHead(head, contract, fileName);
  if (head || isExchange(parsed(lines[0] ?? "")) || /\.(jsonl|ndjson)$/i.test(fileName)) {
    return lines.flatMap((line, index) =>
      head && index === 0 ? [] : [readExchange(parsed(line), `${fileName}, line ${index + 1}`)],
    );
  }
  return [readStreamText(text, contract)];
}

/**
 * What our recorder said of a recording in its first line; undefined for a file of another kind.
 *
 * @throws {RecordingError} for a head that cannot be read
 */
export function recordingHead(text: string, fileName: string): RecordingHead | undefined {
  const [line = ""] = text.trimStart().split("\n", 1);
  return readHead(parsed(line), fileName);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isHar = (value: unknown): value is { log: { entries: unknown[] } } =>
  isObject(value) && isObject(value.log) && Array.isArray(value.log.entries);
