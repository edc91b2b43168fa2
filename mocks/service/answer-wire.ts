import type { Head } from "../edit.ts";

/** Where the answer to an HTTP request goes. Every carrier has its own. */
export interface AnswerWire {
  /** True once the client went away. */
  readonly gone: boolean;
  /** Calls back once the client went away, if ever. */
  whenGone(act: () => void): void;
  /** An answer that is ready: head and body together. */
  whole(head: Head, body: string | Uint8Array<ArrayBuffer>): void;
  /** The head of an answer whose body comes bit by bit; it leaves with the first bit. */
  head(head: Head): void;
  /** The head, and then nothing ever. */
  silence(head: Head): void;
  write(text: string): void;
  end(text: string): void;
  /** Breaks the connection, before the head or after it. */
  cut(): void;
  /** Resolves when what was written has had its chance to leave. */
  flush(): Promise<void>;
}
