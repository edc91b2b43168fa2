import { EventSchemas } from "@ag-ui/core/schemas";
import { judgeFor } from "./loop.mjs";

judgeFor((run) => {
  for (const event of run) if (!EventSchemas.safeParse(event).success) return false;
  return true;
});
