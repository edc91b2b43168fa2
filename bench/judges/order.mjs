import { contract, contracts, endpoint, schema } from "./contract.mjs";
import { judgeFor } from "./loop.mjs";

const validators = contracts.validatorsOf(contract);
judgeFor((run) => {
  const machine = contracts.createOrderMachine(endpoint.order);
  let index = 0;
  for (const event of run) {
    if (validators.check(schema, event, "strict").breaches.length > 0) return false;
    if (machine.accept(event, index++).length > 0) return false;
  }
  return machine.end().length === 0;
});
