import { isMembers } from "../../../../contracts/index.ts";
import type { Json } from "../../../edit.ts";
import type { Answer, Call, Wrong } from "../../behaviour.ts";
import { agentName } from "../agent-name.ts";
import { invalidRequest, json } from "./answers.ts";
import { isFirst } from "./generation.ts";
import { agentNotFound } from "./run.ts";
import { issuesOf } from "./zod.ts";

/**
 * Hands over the input of a run, unless the agent is unknown or the input is none: the agent is looked at first.
 *
 * @param input what stands where the input belongs
 * @param below the path of that place in the body
 * @param wrong what the contract finds wrong with the request; undefined where it is good
 */
export function withInput(
  { contract, text }: Call,
  { agentId, input, below, wrong }: { agentId: string; input: unknown; below: string; wrong: Wrong | undefined },
  take: (input: Json) => Answer,
): Answer {
  if (agentId !== agentName) return agentNotFound(agentId);
  const own = wrong?.breaches.filter(({ in: where, path }) => where === "body" && path.startsWith(below)) ?? [];
  if (own.length === 0 && isMembers(input)) return take(input);
  const details = input === undefined ? reasonOf(text, wrong) : issuesOf(own, below, input);
  if (!isFirst(contract)) return json(400, { error: "Invalid request body", details });
  // A runtime of that time never answers at all; a mock that hangs would help nobody.
  return invalidRequest(`Invalid request body, which a real runtime of this version leaves unanswered: ${details}`);
}

/** Why a body was not read: in the words of the engine that reads JSON, else in ours. */
function reasonOf(text: string, wrong: Wrong | undefined): string {
  try {
    JSON.parse(text);
    return wrong?.breaches[0]?.message ?? "";
  } catch (error) {
    return (error as Error).message;
  }
}
