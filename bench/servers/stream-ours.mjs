import { events } from "../data/run.mjs";
import { contracts, serveDocument } from "./ours.mjs";

// A stream of a user's document, whose example is the list of its events (OpenAPI 3.2).
const { schemas } = await contracts.loadContract("ag-ui");
const text = JSON.stringify(schemas.$defs).replaceAll('"#/$defs/', '"#/components/schemas/');
const stream = { "text/event-stream": { itemSchema: { type: "object" }, example: events } };
await serveDocument({ $ref: "#/components/schemas/RunAgentInput" }, JSON.parse(text), stream);
