import type { Json } from "../../../edit.ts";
import type { Answer, Call, Elsewhere, Wrong } from "../../behaviour.ts";
import { objectIn } from "../../replay.ts";
import { json, notFound, nothing } from "./answers.ts";
import { isFirst } from "./generation.ts";
import { withInput } from "./input.ts";
import { connect, run, stop } from "./run.ts";
import { askThreads } from "./threads.ts";

const acts: Readonly<Record<string, (call: Call, input: Json) => Answer>> = {
  "agent-run": run,
  "agent-connect": connect,
};

/** A run, or what a thread said, by its route; the body is the input itself. */
export function atRoute(call: Call, wrong?: Wrong): Answer {
  const { endpoint, parameters, body } = call;
  const act = acts[endpoint.id];
  if (!act) return notFound;
  const agentId = parameters.agentId ?? "";
  return withInput(call, { agentId, input: body, below: "", wrong }, (input) => act(call, input));
}

export function stopAtRoute(call: Call): Answer {
  const { agentId = "", threadId = "" } = call.parameters;
  return stop(call, agentId, threadId, isFirst(call.contract) ? undefined : objectIn(call.text)?.runId);
}

/**
 * What the multi-route handler knows beside the contract (fetch-handler.ts of @copilotkit/runtime 1.75.0): what the platform
 * would do with threads, and an envelope that came to the wrong place.
 */
export function besideRoutes(asked: Elsewhere): Answer | undefined {
  const { contract, method, path, text } = asked;
  if (isFirst(contract)) return undefined;
  if (path === "/" && method === "POST" && /"method"\s*:\s*"(agent\/|info"|resource\/)/.test(text)) {
    return json(404, {
      error: "Not found",
      code: "single_route_envelope_against_multi_route_runtime",
      message: mounted,
    });
  }
  if (/^\/(threads|annotate)\b/.test(path)) return askThreads(asked, method, path);
  return path === "/inspector-metadata" && method === "GET" ? nothing : undefined;
}

const mounted =
  'Received a single-route request envelope ({ method: "..." }) but this runtime is mounted in multi-route mode, so the request matched no route. Either drop useSingleEndpoint from the frontend provider so it negotiates the transport, or mount the runtime with mode: "single-route" to serve this envelope.';
