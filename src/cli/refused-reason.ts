import type { Contract, Exchange } from "../../contracts/index.ts";
import { causesOfExchange } from "../diagnose/index.ts";
import { beside } from "../report/index.ts";

/** Why the mock refused a request, and what to do, in lines of 80 columns; undefined where its words do not show it. */
export function reasonOf(contract: Contract, exchange: Exchange): string | undefined {
  const [cause] = causesOfExchange(contract, exchange);
  if (!cause) return undefined;
  const { id, certainty, says, fix } = cause;
  const [first = ""] = fix.split("\n");
  return [beside("  why: ", `${says} (${id}, ${certainty})`, 80), beside("  fix: ", first.replace(/:$/, "."), 80)].join(
    "\n",
  );
}
