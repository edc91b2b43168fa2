import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Head } from "../edit.ts";
import type { AnswerWire } from "../service/answer-wire.ts";

/** The answer of Node's HTTP server. */
export class HttpWire implements AnswerWire {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get gone(): boolean {
    return this.#response.destroyed;
  }

  whenGone(act: () => void): void {
    if (this.gone) act();
    else this.#response.once("close", act);
  }

  whole({ status, headers }: Head, body: string | Uint8Array<ArrayBuffer>): void {
    const length = String(Buffer.byteLength(body));
    this.#response.writeHead(status, Object.assign({ "content-length": length }, headers));
    this.#response.end(body);
  }

  head({ status, headers }: Head): void {
    this.#response.writeHead(status, headers);
  }

  silence(head: Head): void {
    this.head(head);
    this.#response.flushHeaders();
  }

  write(text: string): void {
    this.#response.write(text);
  }

  end(text: string): void {
    this.#response.end(text);
  }

  cut(): void {
    this.#response.socket?.destroy();
  }

  /** Node keeps the writes of one turn together; the next turn is past them. */
  async flush(): Promise<void> {
    await setImmediate();
  }
}
