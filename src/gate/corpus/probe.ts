/** A payload that parsers are asked about. */
export interface Probe {
  /** Name of the payload's schema. */
  readonly root: string;
  readonly data: unknown;
  /** JSON pointer of what is special about it; "" for a plain one, undefined where several things are. */
  readonly pointer: string | undefined;
  /** How it was made: as a schema says, with null or no text in place of a member, or spoiled in one place. */
  readonly made: "valid" | "null" | "empty" | "spoiled";
  /** The valid payload, as JSON, that it was made of by a change at the pointer; undefined where it is valid itself. */
  readonly base?: string;
}
