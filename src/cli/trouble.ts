/** Something the user can put right. `message` is one sentence; `next` says what to do. Ends with exit code 2. */
export class UsageError extends Error {
  readonly id: string;
  readonly next: string;

  constructor(id: string, message: string, next: string) {
    super(message);
    this.name = "UsageError";
    this.id = id;
    this.next = next;
  }
}

/** A failure as the user is told of it, and as `schemas/error.schema.json` describes it. */
export interface Trouble {
  readonly id: string;
  readonly message: string;
  readonly next: string;
}

/**
 * One sentence for whatever was thrown. Errors of the other parts carry an id and a next step of their own
 * (`ContractError`, say); any other is our own failure, and its stack stays away unless WIRECHECK_DEBUG is set.
 */
export function troubleOf(error: unknown): Trouble {
  const { id, next, message } = error as Partial<Trouble>;
  const text = oneLine(message ?? String(error));
  if (typeof id === "string" && typeof next === "string") return { id, message: text, next };
  return {
    id: "own-failure",
    message: `wirecheck itself failed: ${text}`,
    next: "Run it again with WIRECHECK_DEBUG=1 to see where, and report that.",
  };
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ").trim();
