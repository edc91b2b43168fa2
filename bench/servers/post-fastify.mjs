import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import fastify from "fastify";
import { exported } from "../data/as-exported.mjs";
import { answer } from "../data/run.mjs";
import { tell } from "./serve.mjs";

const app = fastify({ ajv: { customOptions: { strict: false } } });
const { $schema: _, ...body } = exported(RunAgentInputSchema);
app.post("/run", { schema: { body } }, async () => answer);
await app.listen({ port: 0, host: "127.0.0.1" });
tell(/** @type {import("node:net").AddressInfo} */ (app.server.address()).port, "/run");
