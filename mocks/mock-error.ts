/** What a person who starts a mock did not mean: one sentence, and what to do. */
export class MockError extends Error {
  readonly id: string;
  readonly next: string;

  constructor(id: string, message: string, next: string) {
    super(message);
    this.id = id;
    this.next = next;
  }
}
