import { EventSchemas } from "@ag-ui/core/schemas";
import { asExported } from "../data/as-exported.mjs";
import { judgeFor } from "./loop.mjs";

const validate = asExported(EventSchemas);
judgeFor((run) => {
  for (const event of run) if (!validate(event)) return false;
  return true;
});
