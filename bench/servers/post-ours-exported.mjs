import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import { exported } from "../data/as-exported.mjs";
import { serveDocument } from "./ours.mjs";

const { $schema: _, ...schema } = exported(RunAgentInputSchema);
await serveDocument(schema);
