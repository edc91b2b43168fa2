/** What keeps a recorder from starting or going on: one sentence, and what to do. */
export class RecordError extends Error {
  readonly id: string;
  readonly next: string;

  constructor(id: string, message: string, next: string) {
    super(message);
    this.name = "RecordError";
    this.id = id;
    this.next = next;
  }
}
