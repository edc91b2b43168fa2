import { type HttpEndpoint, type Payload, sample } from "../../contracts/index.ts";
import type { Settings } from "./settings.ts";

/** What a body is made from. */
export type Making = Pick<Settings, "contract" | "seed" | "run" | "parameters">;

/**
 * A body that keeps the contract: the document's first example, else one made from the schema. What the user chose
 * (`x-values`) stands in it, and what the backend would remember (`x-fresh`) is made anew each time.
 */
export function goodBody(settings: Making, endpoint: HttpEndpoint, payload: Payload): unknown {
  const { contract, seed, run, parameters } = settings;
  const { fresh = [], values = {} } = endpoint;
  const [example] = payload.examples;
  const made = () => (payload.schema === undefined ? {} : sample(contract.schemas, payload.schema, { seed }));
  const body = structuredClone(example ? example.value : made());
  for (const [name, pointer] of Object.entries(values)) {
    const chosen = parameters[name];
    if (chosen !== undefined) change(body, pointer, () => chosen);
  }
  for (const pointer of fresh) change(body, pointer, (text) => `${text}-${run}${(count++).toString(36)}`);
  return body;
}

let count = 0;

/** Puts another text in place of the one at a pointer; where there is none, nothing. */
function change(body: unknown, pointer: string, to: (text: string) => string): void {
  const path = pointer.split("/").slice(1);
  const last = path.pop() ?? "";
  const parent = path.reduce<unknown>((at, token) => (isMembers(at) ? at[token] : undefined), body);
  if (isMembers(parent) && typeof parent[last] === "string") parent[last] = to(parent[last]);
}

const isMembers = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
