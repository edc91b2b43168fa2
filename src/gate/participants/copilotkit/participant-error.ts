/** What keeps a participant from being asked: one sentence, and what to do. */
export class ParticipantError extends Error {
  readonly id: string;
  readonly next: string;

  constructor(id: string, message: string, next: string) {
    super(message);
    this.name = "ParticipantError";
    this.id = id;
    this.next = next;
  }
}
