import { readFileSync } from "node:fs";
import { isFault, readChecked } from "../checked.ts";
import { CatalogueError } from "./catalogue-error.ts";
import type { Catalogue } from "./types.ts";

const own = new URL("./catalogue.json", import.meta.url);

/**
 * The catalogue that comes with the package, with a user's own before it: a participant of the same id stands in its place.
 *
 * @param file path of a catalogue of one's own
 * @throws CatalogueError `bad-catalogue` when it cannot be read, is no JSON or not as schemas/gate-catalogue.schema.json says
 */
export function readCatalogue(file?: string): Catalogue {
  const built = JSON.parse(readFileSync(own, "utf8")) as Catalogue;
  if (file === undefined) return built;
  const read = readChecked<Catalogue>(file, "gate-catalogue");
  if (isFault(read)) {
    const next = "schemas/gate-catalogue.schema.json says what a catalogue looks like.";
    throw new CatalogueError("bad-catalogue", `The catalogue ${file} ${read.fault}.`, next);
  }
  const ids = new Set(read.participants.map(({ id }) => id));
  return { participants: [...read.participants, ...built.participants.filter(({ id }) => !ids.has(id))] };
}
