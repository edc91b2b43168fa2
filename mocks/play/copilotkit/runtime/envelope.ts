import { isMembers } from "../../../../contracts/index.ts";
import type { Json } from "../../../edit.ts";
import type { Answer, Call, Elsewhere, Wrong } from "../../behaviour.ts";
import { invalidRequest, json, methodNotAllowed, notFound, nothing } from "./answers.ts";
import { isFirst } from "./generation.ts";
import { withInput } from "./input.ts";
import { connect, run, stop, suggest } from "./run.ts";
import { askThreads } from "./threads.ts";

/** An envelope whose method is known. */
interface Envelope {
  readonly call: Call;
  readonly params: Json;
  readonly body: unknown;
  readonly wrong: Wrong | undefined;
}

/** What each method does; those that came after 1.50 are marked. */
const methods: Readonly<Record<string, { readonly later?: true; readonly open: (envelope: Envelope) => Answer }>> = {
  "agent/run": { open: (envelope) => forAgent(envelope, run) },
  "agent/connect": { open: (envelope) => forAgent(envelope, connect) },
  "agent/suggest": { later: true, open: (envelope) => forAgent(envelope, suggest) },
  "agent/stop": { open: stopRun },
  "resource/request": { later: true, open: askResource },
  transcribe: { open: ({ call, body }) => transcribe(call, body) },
  "inspector/metadata": { later: true, open: () => nothing },
  "inspector/learning": { later: true, open: () => notFound },
};

/**
 * Opens an envelope and does what it asks for, or says what is wrong with it, in the order in which a runtime looks
 * (single-route-helpers.ts of @copilotkit/runtime 1.75.0). `info` is in the document.
 *
 * @param wrong what the contract finds wrong with it; undefined where it is good
 */
export function openEnvelope(call: Call, wrong?: Wrong): Answer {
  const { contract, headers } = call;
  if (!/application\/json/.test(headers["content-type"] ?? ""))
    return invalidRequest("Single-route endpoint expects JSON payloads", 415);
  if (call.body === undefined) return invalidRequest("Invalid JSON payload");
  const { method, params, body } = isMembers(call.body) ? call.body : ({} as Json);
  if (!method) return invalidRequest("Missing method field");
  const known = Object.hasOwn(methods, String(method)) ? methods[String(method)] : undefined;
  if (!known || (known.later && isFirst(contract))) return invalidRequest(`Unsupported method '${method}'`);
  return known.open({ call, params: isMembers(params) ? params : {}, body, wrong });
}

/**
 * What the runtime's handler for Node answers below its one address, which it takes for that address: a page that looks for
 * routes learns so that there are none. A POST there, which no page makes, is unregistered here.
 */
export function belowEnvelope({ contract, method, below }: Elsewhere): Answer | undefined {
  if (!below || method === "POST") return undefined;
  if (!isFirst(contract)) return methodNotAllowed("POST");
  if (method !== "GET") return undefined;
  return { status: 500, contentType: "text/plain; charset=UTF-8", body: "Internal Server Error" };
}

/** The text that an envelope must name. */
function named(params: Json, names: readonly string[]): Record<string, string> | Answer {
  const missing = names.find((name) => typeof params[name] !== "string" || params[name].trim() === "");
  if (missing !== undefined) return invalidRequest(`Missing or invalid parameter '${missing}'`);
  return Object.fromEntries(names.map((name) => [name, String(params[name])]));
}

const isAnswer = (value: Record<string, string> | Answer): value is Answer => typeof value.status === "number";

function forAgent({ call, params, body, wrong }: Envelope, act: (call: Call, input: Json) => Answer): Answer {
  const given = named(params, ["agentId"]);
  if (isAnswer(given)) return given;
  if (body === undefined || body === null) return invalidRequest("Missing request body for JSON handler");
  return withInput(call, { agentId: given.agentId ?? "", input: body, below: "/body", wrong }, (input) =>
    act(call, input),
  );
}

function stopRun({ call, params, body }: Envelope): Answer {
  const given = named(params, ["agentId", "threadId"]);
  if (isAnswer(given)) return given;
  const { agentId = "", threadId = "" } = given;
  return stop(call, agentId, threadId, isMembers(body) && !isFirst(call.contract) ? body.runId : undefined);
}

function askResource({ call, params }: Envelope): Answer {
  const given = named(params, ["path", "httpMethod"]);
  if (isAnswer(given)) return given;
  const { path = "", httpMethod = "" } = given;
  if (!/^\/(?!\/)/.test(path)) return invalidRequest("Resource path must be Runtime-relative");
  return askThreads(call, httpMethod, path);
}

function transcribe({ contract }: Call, body: unknown): Answer {
  if (isFirst(contract)) {
    const message = "No transcription service has been configured in the runtime";
    return json(503, { error: "Transcription service not configured", message });
  }
  if (body === undefined || body === null) return invalidRequest("Missing request body for JSON handler");
  const message = "Transcription service is not configured";
  return json(503, { error: "service_not_configured", message, retryable: false });
}
