/** A recording that cannot be read: one sentence, and what to do next. */
export class RecordingError extends Error {
  readonly id = "bad-recording";
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = "RecordingError";
    this.next = next;
  }
}

/** Where in a file something stands, for sentences: `page.har, entry 3`. */
export type Place = string;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
