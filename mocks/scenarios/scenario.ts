import type { Edit } from "../edit.ts";

/** The endpoints that say the events of AG-UI. */
export const run = { endpoint: "run", also: ["agent-run"] } as const;

/** A conversation that the mock plays. */
export interface Scenario {
  /** kebab-case; of a breaking one `breaks-FAMILY-NAME`. */
  readonly name: string;
  readonly title: string;
  /** The contract that it is played with: `NAME`, `NAME@VERSION` or the path of a document. */
  readonly contract: string;
  /** The rules that it breaks: none, or exactly one. What that one implies is not named. */
  readonly breaks: readonly string[];
  /** What it changes of the ordinary conversation; undefined for the ordinary one. */
  readonly edit?: Edit;
  /** `--client` that a `verify` needs to see the breach. */
  readonly client?: string;
}

/**
 * A scenario that breaks one rule and nothing else: the ordinary conversation and one edit.
 *
 * @param rule its id; the name of the scenario is made of it
 */
export function breaking(
  rule: string,
  contract: string,
  title: string,
  edit: Edit,
  more: Partial<Scenario> = {},
): Scenario {
  return { name: `breaks-${rule.replace("/", "-")}`, title, contract, breaks: [rule], edit, ...more };
}
