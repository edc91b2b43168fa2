import { accessSync, appendFileSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Exchange, RecordingHead } from "../../contracts/index.ts";
import { RecordError } from "./record-error.ts";

/**
 * A recording as a file of JSON lines: its head, then an exchange a line, written as each ends. What stood there before
 * stays until the first exchange.
 */
export class RecordingFile {
  readonly path: string;
  readonly #head: RecordingHead;
  #begun = false;

  /** @throws {RecordError} `cannot-write` */
  constructor(path: string, head: RecordingHead) {
    this.path = path;
    this.#head = head;
    try {
      mkdirSync(dirname(resolve(path)), { recursive: true });
      if (existsSync(path) && !statSync(path).isFile()) throw Object.assign(new Error(), { code: "it is no file" });
      accessSync(existsSync(path) ? path : dirname(resolve(path)), constants.W_OK);
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  /** @throws {RecordError} `cannot-write` */
  add(exchange: Exchange): void {
    try {
      if (!this.#begun) writeFileSync(this.path, `${JSON.stringify(this.#head)}\n`);
      this.#begun = true;
      appendFileSync(this.path, `${JSON.stringify(exchange)}\n`);
    } catch (error) {
      throw cannotWrite(this.path, error);
    }
  }
}

function cannotWrite(path: string, error: unknown): RecordError {
  const { code } = error as NodeJS.ErrnoException;
  return new RecordError("cannot-write", `${path} cannot be written (${code}).`, "Give --out a file that can be.");
}
