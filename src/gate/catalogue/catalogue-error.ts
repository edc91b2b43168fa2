/** Something wrong with a catalogue, or with what was asked of it. */
export class CatalogueError extends Error {
  readonly id: "bad-catalogue" | "unknown-cell" | "no-other-side";
  readonly next: string;

  constructor(id: CatalogueError["id"], message: string, next: string) {
    super(message);
    this.name = "CatalogueError";
    this.id = id;
    this.next = next;
  }
}
