import { isFault, readChecked } from "./checked.ts";
import type { KnownFailure } from "./types.ts";

/** A file of known failures that cannot be used. */
export class KnownFailuresError extends Error {
  readonly id = "bad-known-failures";
  readonly next = "schemas/gate-known-failures.schema.json says what it looks like: [{id, reason, link, until}].";

  constructor(message: string) {
    super(message);
    this.name = "KnownFailuresError";
  }
}

/** @throws KnownFailuresError when the file cannot be read, is not as its schema says, or names one change twice */
export function readKnownFailures(file: string): readonly KnownFailure[] {
  const read = readChecked<readonly KnownFailure[]>(file, "gate-known-failures");
  if (isFault(read)) throw new KnownFailuresError(`The known failures ${file} ${read.fault}.`);
  const twice = read.find(({ id }, at) => read.findIndex((one) => one.id === id) !== at);
  if (twice) throw new KnownFailuresError(`The known failures ${file} name ${twice.id} twice.`);
  return read;
}
