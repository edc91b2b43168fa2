import { type Contract, compareVersions } from "../../contracts/index.ts";
import type { Protocol } from "./facts.ts";

/** What CopilotKit's clients speak, by the version from which on; the newest first. */
const copilotkit: readonly { readonly from: string; readonly speaks: readonly Protocol[] }[] = [
  { from: "1.74.0", speaks: ["rest", "envelope"] },
  { from: "1.50.0", speaks: ["envelope"] },
  { from: "0.0.0", speaks: ["graphql"] },
];

/** What a client speaks that is written for the contract; undefined where it tells no protocol of agents. */
export function clientOf(
  contract: Contract | undefined,
): { readonly name: string; readonly speaks: readonly Protocol[] } | undefined {
  const speaks = contract && speaksOf(contract);
  return contract && speaks && { name: `${contract.name}@${contract.version}`, speaks };
}

function speaksOf({ name, line, version }: Contract): readonly Protocol[] | undefined {
  if (name === "ag-ui" || name === "customer-support") return ["ag-ui"];
  if (name !== "copilotkit") return undefined;
  // A line of its own has a route for each thing.
  if (line.endsWith("/v2")) return ["rest"];
  return copilotkit.find(({ from }) => compareVersions(version, from) >= 0)?.speaks;
}
