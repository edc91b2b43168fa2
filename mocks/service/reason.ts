import type { Ended } from "../world/memory.ts";
import type { Site } from "./site.ts";

/** Logs why a request was refused, where somebody explains it. What streams is no refusal. */
export function logReason({ contract, log, explain }: Site, { frames, ...exchange }: Ended): void {
  const status = exchange.response?.status ?? 0;
  if (!log || !explain || status < 400 || status > 499 || "texts" in frames) return;
  const why = explain(contract, { ...exchange, frames });
  if (why !== undefined) log(why);
}
