import { contracts, serveDocument } from "./ours.mjs";

// The schemas of the built-in contract at its newest version, in a document of a user's.
const { schemas } = await contracts.loadContract("ag-ui");
const text = JSON.stringify(schemas.$defs).replaceAll('"#/$defs/', '"#/components/schemas/');
await serveDocument({ $ref: "#/components/schemas/RunAgentInput" }, JSON.parse(text));
