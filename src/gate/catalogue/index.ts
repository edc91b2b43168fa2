export { CatalogueError } from "./catalogue-error.ts";
export { readCatalogue } from "./read.ts";
export type { Catalogue, Dated, Participant, Role } from "./types.ts";
