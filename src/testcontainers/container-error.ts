/** What can go wrong with a container. */
export type ContainerErrorId =
  | "no-engine"
  | "no-permission"
  | "no-image"
  | "no-context"
  | "image-build-failed"
  | "exited"
  | "port-never-opened"
  | "unhealthy"
  | "not-started"
  | "not-served"
  | "refused";

/** A container that does not do what was asked. `message` says what happened, where, and `next`: what to do. */
export class ContainerError extends Error {
  readonly id: ContainerErrorId;
  readonly next: string;

  constructor(id: ContainerErrorId, what: string, next: string, lines: readonly string[] = []) {
    const words = lines.map((line) => `\n  ${line}`).join("");
    super(words === "" ? `${what}. ${next}` : `${what}. ${next} Its last words:${words}`);
    this.name = "ContainerError";
    this.id = id;
    this.next = next;
  }
}
