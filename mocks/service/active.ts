import type { Edit, Json } from "../edit.ts";
import { faultNamed } from "../faults/index.ts";
import { scenarioNamed } from "../scenarios/index.ts";
import type { World } from "../world/world.ts";

const none: readonly Edit[] = [];

/** What is played at the moment, for one endpoint: the edits of the scenario, then of the fault. */
export function editsFor(world: World, endpoint: string): readonly Edit[] {
  if (world.scenario === undefined && world.fault === undefined) return none;
  const scenario = scenarioNamed(world.scenario)?.edit;
  const fault = faultNamed(world.fault)?.edit;
  return [scenario, fault].filter((edit) => edit !== undefined && isAbout(edit, endpoint)) as Edit[];
}

function isAbout({ endpoint: about, also }: Edit, endpoint: string): boolean {
  if (about === "*") return endpoint !== "unregistered";
  return about === endpoint || also?.includes(endpoint) === true;
}

/** The first edit that says something about a thing. */
export function said<K extends keyof Edit>(edits: readonly Edit[], key: K): Edit[K] | undefined {
  return edits.find((edit) => edit[key] !== undefined)?.[key];
}

/** Frames as the edits leave them. */
export function editedBy(edits: readonly Edit[], frames: readonly Json[]): readonly Json[] {
  return edits.reduce((all, edit) => edit.frames?.(all) ?? all, frames);
}
