import { builtIns, type Contract, loadContract } from "../../contracts/index.ts";
import type { Option } from "./command.ts";
import { UsageError } from "./trouble.ts";

export const contractOption: Option = {
  name: "contract",
  value: "NAME[@VERSION]|FILE|URL",
  multiple: true,
  what: "The contract: a built-in one, or the OpenAPI and AsyncAPI documents of one service.",
};

/** Loads the one contract that `--contract` names. */
export function contractOf(command: string, references: readonly string[] | undefined): Promise<Contract> {
  if (references?.length) return loadContract(references);
  const names = builtIns().map(({ name }) => name);
  const message = `${command} needs to know the contract: --contract ${contractOption.value}`;
  throw new UsageError("missing-contract", message, `Built in: ${names.join(", ")}.`);
}
