/**
 * What keeps two sets of locked packages from being read: one sentence, and what to do. Ids: `unknown-lockfile`,
 * `bad-lockfile`, `no-lockfile`, `missing-lock`, `no-git`, `no-ref`.
 */
export class LockfileError extends Error {
  readonly id: string;
  readonly next: string;

  constructor(id: string, message: string, next: string) {
    super(message);
    this.name = "LockfileError";
    this.id = id;
    this.next = next;
  }
}

/** What a reader of one kind says of damage; the file's name is added above it. `line` counts from 1. */
export class Damage extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.name = "Damage";
    this.line = line;
  }
}
