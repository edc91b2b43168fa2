import type { Contract } from "../../contracts/index.ts";
import { faultNamed } from "../faults/index.ts";
import { MockError } from "../mock-error.ts";
import { scenarioNamed } from "../scenarios/index.ts";
import type { World } from "../world/world.ts";
import { type Carrier, checkEdit } from "./carrier.ts";

/** What to play from now on; null ends one, undefined leaves it as it is. */
export interface Playing {
  readonly scenario?: string | null;
  readonly fault?: string | null;
}

/** What the carrier can be asked to play. */
export interface Ability {
  readonly carrier: Carrier;
  readonly contracts: readonly Contract[];
}

/**
 * Plays a scenario and a fault from now on.
 *
 * @throws MockError `unknown-scenario`, `unknown-fault` or `carrier-cannot`; then everything stays as it was
 */
export function use(world: World, { scenario, fault }: Playing, { carrier, contracts }: Ability): void {
  if (typeof scenario === "string") {
    const { edit } = scenarioNamed(scenario) ?? unknown("scenario", scenario);
    if (edit) checkEdit(carrier, edit, contracts, `scenario ${scenario}`);
  }
  if (typeof fault === "string") {
    const { edit } = faultNamed(fault) ?? unknown("fault", fault);
    checkEdit(carrier, edit, contracts, `fault ${fault}`);
  }
  if (scenario !== undefined) world.scenario = scenario ?? undefined;
  if (fault !== undefined) world.fault = fault ?? undefined;
}

function unknown(what: "scenario" | "fault", name: string): never {
  const next = "wirecheck list scenarios and wirecheck list faults name them.";
  throw new MockError(`unknown-${what}`, `There is no ${what} ${name}.`, next);
}
