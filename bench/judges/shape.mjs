import { contract, contracts, schema } from "./contract.mjs";
import { judgeFor } from "./loop.mjs";

const validators = contracts.validatorsOf(contract);
judgeFor((run) => {
  for (const event of run) if (validators.check(schema, event, "strict").breaches.length > 0) return false;
  return true;
});
