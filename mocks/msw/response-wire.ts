import type { Head } from "../edit.ts";
import type { AnswerWire } from "../service/answer-wire.ts";

/** Statuses whose answers have no body (Fetch Standard, null body status). */
const bodiless = new Set([204, 205, 304]);

/** The answer of a handler: a `Response` whose body is written while it is read. */
export class ResponseWire implements AnswerWire {
  readonly response: Promise<Response>;
  readonly #text = new TextEncoder();
  readonly #failure: () => Response;
  #resolve: (response: Response) => void = () => {};
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  #cutting = false;
  #leaving: () => void = () => {};
  gone = false;

  /** @param failure makes the answer that stands for a broken connection */
  constructor(signal: AbortSignal, failure: () => Response) {
    this.#failure = failure;
    this.response = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    // MSW leaves a body that is being read alone when its request is aborted; fetch does not.
    signal.addEventListener("abort", () => {
      if (!this.gone) this.#body?.error(signal.reason);
      this.#leave();
    });
  }

  whenGone(act: () => void): void {
    if (this.gone) act();
    else this.#leaving = act;
  }

  whole({ status, headers }: Head, body: string | Uint8Array<ArrayBuffer>): void {
    this.#resolve(new Response(bodiless.has(status) ? null : body, { status, headers }));
  }

  head({ status, headers }: Head): void {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#body = controller;
      },
      pull: () => {
        if (this.#cutting) this.#break();
      },
      cancel: () => this.#leave(),
    });
    // As a server sends it. By this msw 3.0.5 knows a body that breaks off from one that ends.
    const chunked = { "transfer-encoding": "chunked", ...headers };
    this.#resolve(
      bodiless.has(status) ? new Response(null, { status, headers }) : new Response(body, { status, headers: chunked }),
    );
  }

  silence(head: Head): void {
    this.head(head);
  }

  write(text: string): void {
    if (!this.gone && text !== "") this.#body?.enqueue(this.#text.encode(text));
  }

  end(text: string): void {
    this.write(text);
    if (!this.gone) this.#body?.close();
    this.gone = true;
  }

  /** What was written is read first: an error throws away what waits in a stream. */
  cut(): void {
    if (!this.#body) this.#resolve(this.#failure());
    else if ((this.#body.desiredSize ?? 0) > 0) this.#break();
    else this.#cutting = true;
  }

  flush(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve));
  }

  #leave(): void {
    this.gone = true;
    this.#leaving();
  }

  #break(): void {
    this.#body?.error(new TypeError("The mock broke the connection."));
  }
}
