import { prepareValidators, SchemaProblem } from "../engine/index.ts";
import type { Contract } from "../model/index.ts";
import { ContractError } from "./contract-error.ts";

/**
 * The contract itself, once all its schemas were compiled: a broken one is refused when it is read, not when it is used.
 *
 * @param shown the documents, as the user named them
 * @throws ContractError `bad-document` naming the schema
 */
export function usable(contract: Contract, shown: string): Contract {
  try {
    prepareValidators(contract);
    return contract;
  } catch (error) {
    if (!(error instanceof SchemaProblem)) throw error;
    throw new ContractError("bad-document", `${shown}: ${error.message}`, "Correct that schema (JSON Schema 2020-12).");
  }
}
