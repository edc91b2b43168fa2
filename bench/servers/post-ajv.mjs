import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import { asExported } from "../data/as-exported.mjs";
import { servePosts } from "./post-http.mjs";

const validate = asExported(RunAgentInputSchema);
servePosts((body) => validate(body) === true);
