// A step of `npm run build`: fills dist/contracts/generated/ with the built-in contracts' validators as code, and with their
// newest versions as they were read.
import { mkdirSync, writeFileSync } from "node:fs";

const dist = new URL("../dist/contracts/", import.meta.url);
/** @type {typeof import("../contracts/index.ts")} */
const { builtInProjections, builtIns, generateValidators, loadContracts, readyFiles } = await import(
  new URL("index.js", dist).href
);

const folder = new URL("generated/", dist);
const projections = await builtInProjections();
const { first, all, table } = generateValidators(projections.map(({ contract }) => contract));
const newest = await loadContracts(builtIns().map(({ name }) => name));
const files = {
  "first.cjs": first,
  "all.cjs": all,
  "table.json": JSON.stringify(table),
  ...readyFiles(builtIns(), newest),
};
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);
