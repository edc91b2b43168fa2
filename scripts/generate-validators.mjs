// The last step of `npm run build`: writes the built-in contracts' validators as code into dist/contracts/generated/.
import { mkdirSync, writeFileSync } from "node:fs";

const dist = new URL("../dist/contracts/", import.meta.url);
/** @type {typeof import("../contracts/index.ts")} */
const { builtInProjections, generateValidators } = await import(new URL("index.js", dist).href);

const folder = new URL("generated/", dist);
const projections = await builtInProjections();
const { first, all, table } = generateValidators(projections.map(({ contract }) => contract));
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("first.cjs", folder), first);
writeFileSync(new URL("all.cjs", folder), all);
writeFileSync(new URL("table.json", folder), JSON.stringify(table));
