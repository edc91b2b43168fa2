import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isFault, readChecked } from "../checked.ts";
import { CatalogueError } from "./catalogue-error.ts";
import type { Catalogue, Participant } from "./types.ts";

const builtIn = new URL("./catalogue.json", import.meta.url);

/**
 * The catalogue that comes with the package, with a user's own before it: a participant of the same id stands in its place.
 *
 * @param file path of a catalogue of one's own
 * @throws CatalogueError `bad-catalogue` when it cannot be read, is no JSON or not as schemas/gate-catalogue.schema.json says
 */
export function readCatalogue(file?: string): Catalogue {
  const built = JSON.parse(readFileSync(builtIn, "utf8")) as Catalogue;
  if (file === undefined) return built;
  const read = readChecked<Catalogue>(file, "gate-catalogue");
  if (isFault(read)) {
    throw new CatalogueError("bad-catalogue", `The catalogue ${file} ${read.fault}.`, mend);
  }
  const wrong = faultIn(read);
  if (wrong !== undefined) throw new CatalogueError("bad-catalogue", `The catalogue ${file} ${wrong}.`, mend);
  const ids = new Set(read.participants.map(({ id }) => id));
  const own = read.participants.map((one) => beside(dirname(file), one));
  return { participants: [...own, ...built.participants.filter(({ id }) => !ids.has(id))] };
}

const mend = "See what schemas/gate-catalogue.schema.json says of it.";

/** What a schema cannot say. */
function faultIn({ participants }: Catalogue): string | undefined {
  for (const [at, { id, main, members, exports = {}, speaks }] of participants.entries()) {
    if (participants.findIndex((one) => one.id === id) !== at) return `has two participants named ${id}`;
    const left = main.find((name) => !members.includes(name));
    if (left !== undefined) return `has ${left} among the main packages of ${id}, and not among its members`;
    if (Object.keys(exports).length === 0) continue;
    const roots = speaks.flatMap(({ sends, receives }) => [...sends, ...receives]);
    const unknown = roots.find((root) => !Object.hasOwn(exports, root));
    if (unknown !== undefined) return `does not say where ${id} exports ${unknown}`;
  }
  return undefined;
}

/** Documents are named from where the catalogue is. */
function beside(folder: string, participant: Participant): Participant {
  const speaks = participant.speaks.map((role) =>
    role.document === undefined || /^https?:/.test(role.document)
      ? role
      : { ...role, document: resolve(folder, role.document) },
  );
  return { ...participant, speaks };
}
