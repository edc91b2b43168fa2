/** What can be wrong with a reference to a contract or with its documents. */
export type ContractErrorId =
  | "unknown-contract"
  | "unknown-version"
  | "not-found"
  | "not-parseable"
  | "not-a-contract"
  | "older-asyncapi"
  | "swagger"
  | "broken-ref"
  | "remote-ref"
  | "cyclic-ref"
  | "unreachable"
  | "not-ok"
  | "too-slow"
  | "too-large"
  | "not-one-service"
  | "bad-document"
  | "no-endpoints";

/** A contract that cannot be read. `message` is one sentence; `next` says what to do. Never our own failure. */
export class ContractError extends Error {
  readonly id: ContractErrorId;
  readonly next: string;

  constructor(id: ContractErrorId, message: string, next: string) {
    super(message);
    this.name = "ContractError";
    this.id = id;
    this.next = next;
  }
}
