import { resolve } from "node:path";
import { ContractError } from "./contract-error.ts";
import { decode, isObject, tokensOf } from "./json.ts";
import { child, type Place, rootOf, shownPlace } from "./place.ts";
import type { Source } from "./source.ts";

/** Opens a file that another document refers to. */
export type OpenFile = (path: string, from: Source) => Source;

/** Follows `$ref`s inside one document and to files beside it. Nothing is ever fetched. */
export class References {
  readonly #open: OpenFile;

  constructor(open: OpenFile) {
    this.#open = open;
  }

  /**
   * The place itself, or what its `$ref` leads to in the end.
   *
   * @throws ContractError `broken-ref`, `remote-ref`, `cyclic-ref`
   */
  follow(place: Place): Place {
    const seen = new Set<string>();
    let here = place;
    for (let ref = refOf(here); ref !== undefined; ref = refOf(here)) {
      const id = `${here.source.key}#${here.pointer}`;
      if (seen.has(id)) {
        const message = `The $ref at ${shownPlace(place)} leads back to itself.`;
        throw new ContractError("cyclic-ref", message, "Let one of the references in the circle hold the real thing.");
      }
      seen.add(id);
      here = this.resolve(here, ref);
    }
    return here;
  }

  /** One step: what `ref`, standing at `place`, points to. It may be a reference again. */
  resolve(place: Place, ref: string): Place {
    const [file = "", pointer = ""] = splitAtHash(ref);
    if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(file)) throw remote(place, ref);
    const source = file === "" ? place.source : this.#file(place, ref, decode(file));
    let here = rootOf(source);
    if (pointer !== "" && !pointer.startsWith("/")) throw broken(place, ref, "only JSON pointers are read after the #");
    for (const token of tokensOf(pointer)) {
      const next = child(here, token);
      here = next.value === undefined && refOf(here) !== undefined ? child(this.follow(here), token) : next;
      if (here.value === undefined) throw broken(place, ref, `there is nothing at ${shownPlace(here)}`);
    }
    return here;
  }

  #file(place: Place, ref: string, file: string): Source {
    const { folder } = place.source;
    if (folder === undefined) throw remote(place, ref);
    const path = resolve(folder, file);
    try {
      return this.#open(path, place.source);
    } catch (error) {
      if (error instanceof ContractError && error.id === "not-found") throw broken(place, ref, "there is no such file");
      throw error;
    }
  }
}

/** The `$ref` of a Reference Object or a schema. */
export function refOf(place: Place): string | undefined {
  return isObject(place.value) && typeof place.value.$ref === "string" ? place.value.$ref : undefined;
}

function splitAtHash(ref: string): [string, string] {
  const at = ref.indexOf("#");
  return at < 0 ? [ref, ""] : [ref.slice(0, at), ref.slice(at + 1)];
}

function broken(place: Place, ref: string, reason: string): ContractError {
  const message = `The $ref "${ref}" at ${shownPlace(place)} is broken: ${reason}.`;
  return new ContractError("broken-ref", message, "Correct the reference, or add what it points to.");
}

function remote(place: Place, ref: string): ContractError {
  const reason = place.source.folder === undefined ? "leads out of a document that was read by URL" : "is remote";
  const message = `The $ref "${ref}" at ${shownPlace(place)} ${reason}, and references are never fetched.`;
  return new ContractError(
    "remote-ref",
    message,
    "Save what it points to beside the document, and refer to that file.",
  );
}
