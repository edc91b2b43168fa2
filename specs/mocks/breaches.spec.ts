import { expect, test } from "@playwright/test";
import { type Endpoint, judgeExchange } from "../../contracts/index.ts";
import { scenarioNamed, scenarios } from "../../mocks/scenarios/index.ts";
import { inProcess } from "./in-process.ts";

/**
 * What the engine says of a scenario: how many violations of its rule and no other, and the first one's frame, pointer and
 * sentence. What only asking twice can show stands in `scenarios.spec.ts`.
 */
const seen: Readonly<Record<string, readonly [number, number | null, string, string]>> = {
  "framing-sse-crlf": [1, 0, "", "The lines of the event end in CR; they must end in LF alone, and 14 more like it."],
  "framing-sse-space": [
    1,
    0,
    "",
    'There is no space after "data:"; older clients drop the event, and 14 more like it.',
  ],
  "framing-sse-done": [1, 15, "", 'The event is "[DONE]", which is not JSON; the stream must simply end.'],
  "framing-not-sse": [
    1,
    0,
    "",
    'The line "{\\"type\\":\\"RUN_STARTED\\",\\"threadId\\":\\"test-1…" is no field of an event stream; each event must be "data: " and JSON, and 14 more like it.',
  ],
  "framing-multipart-boundary": [
    1,
    0,
    "",
    "The body has no delimiter (CR LF --shelf), so no client finds a part in it.",
  ],
  "framing-multipart-part": [
    1,
    0,
    "",
    "No empty line (CR LF CR LF) ends the headers of the part, so nobody can tell where its JSON begins, and 3 more like it.",
  ],
  "framing-multipart-closed": [
    1,
    null,
    "",
    "The body ends without its closing delimiter (CR LF -----), so clients miss what came last.",
  ],
  "framing-json": [
    1,
    1,
    "",
    'The text is not JSON; it begins with "{\\"type\\":\\"coordinator_metrics\\",\\"timestamp…", and 1 more like it.',
  ],
  "framing-binary": [1, 1, "", "The frame is binary where JSON text was promised, and 1 more like it."],
  "framing-size": [1, 7, "", "The frame is larger than 10485760 characters, the limit."],
  "shape-required": [1, 0, "/version", "version is missing."],
  "shape-type": [1, 1, "/status", 'status is "busy"; it must be object.'],
  "shape-value": [1, 0, "/status", 'status is "fine"; it must be "healthy".'],
  "shape-unknown-key": [1, 0, "/uptime", "uptime is not a key that the contract knows."],
  "shape-unknown-type": [1, 14, "/type", 'type is "NO_SUCH_EVENT"; that is no type that the contract knows here.'],
  "shape-length": [1, 0, "/client_id", 'client_id is ""; it must have a length of at least 1.'],
  "shape-pattern": [
    2,
    1,
    "/timestamp",
    'timestamp is "2026-01-01T00:00:00Z"; it must match ^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?$.',
  ],
  "shape-range": [1, 0, "/total_connections", "total_connections is -1; it must be >= 0."],
  "shape-format": [1, 0, "/at", 'at is "yesterday"; it must be written as date-time.'],
  "shape-one-of": [
    1,
    14,
    "/messages/0/content/0",
    'messages.0.content.0 is {"type":"binary","mimeType":"image/png"}; that fits nothing that the contract allows here.',
  ],
  "route-registered": [1, null, "", "The status is 404; the contract promises 200."],
  "response-status": [1, null, "", "The status is 201; the contract promises 200."],
  "response-content-type": [
    1,
    null,
    "",
    'The content type of the 200 is "text/plain"; the contract promises application/json.',
  ],
  "response-header": [1, null, "", "The header access-control-allow-credentials is missing."],
  "handshake-accepted": [1, null, "", "The upgrade was answered with 403, not 101."],
  "handshake-first-frame": [1, 0, "", "The first frame is agent_status; it must be info."],
  "order-reply": [1, 2, "", "The message ping got none of its promised replies (pong) within 2000 ms."],
  "order-silence": [1, 18, "", "The message subscribe is promised silence, but error came back."],
  "order-run-starts-first": [1, 0, "/type", "CUSTOM came first, where only RUN_STARTED or RUN_ERROR may."],
  "order-run-started-once": [1, 1, "/type", "RUN_STARTED came while a run was open already."],
  "order-nothing-after-run-finished": [1, 15, "/type", "CUSTOM came after RUN_FINISHED had ended the run."],
  "order-nothing-after-run-error": [1, 2, "/type", "CUSTOM came after RUN_ERROR had ended the run."],
  "order-run-finishes-clean": [1, 13, "/type", 'RUN_FINISHED came while still open: TEXT_MESSAGE_START "ID".'],
  "order-run-finished-same-run": [
    1,
    14,
    "/runId",
    'RUN_FINISHED has the runId "another-run", and RUN_STARTED had "run-456".',
  ],
  "order-run-terminates": [1, null, "", "The stream ended with the run open: no RUN_FINISHED and no RUN_ERROR."],
  "order-run-not-empty": [1, null, "", "The stream ended without one event."],
  "order-message-started-once": [1, 7, "/messageId", 'TEXT_MESSAGE_START opens "ID", which is open already.'],
  "order-message-started-first": [
    1,
    6,
    "/messageId",
    'TEXT_MESSAGE_CONTENT names "ID", which no TEXT_MESSAGE_START has opened.',
  ],
  "order-message-chunk-complete": [1, 14, "", "The first TEXT_MESSAGE_CHUNK has no messageId, so it opens nothing."],
  "order-tool-call-started-once": [1, 2, "/toolCallId", 'TOOL_CALL_START opens "ID", which is open already.'],
  "order-tool-call-started-first": [
    1,
    14,
    "/toolCallId",
    'TOOL_CALL_END names "none", which no TOOL_CALL_START has opened.',
  ],
  "order-tool-call-chunk-complete": [1, 14, "", "The first TOOL_CALL_CHUNK has no toolCallName, so it opens nothing."],
  "order-tool-result-known": [
    1,
    5,
    "/toolCallId",
    'TOOL_CALL_RESULT names "nobody-made", which no TOOL_CALL_START has opened.',
  ],
  "order-step-started-once": [1, 15, "/stepName", 'STEP_STARTED opens "search", which is open already.'],
  "order-step-started-first": [1, 14, "/stepName", 'STEP_FINISHED names "search", which no STEP_STARTED has opened.'],
  "order-state-delta-applies": [
    1,
    15,
    "/delta/0",
    'The patch "remove" at "/nothing" does not apply to the state so far (OPERATION_PATH_UNRESOLVABLE).',
  ],
  "order-reasoning-started-once": [1, 15, "/messageId", 'REASONING_START opens "reasoning-1", which is open already.'],
  "order-reasoning-started-first": [
    1,
    14,
    "/messageId",
    'REASONING_END names "reasoning-1", which no REASONING_START has opened.',
  ],
  "order-reasoning-message-started-once": [
    1,
    15,
    "/messageId",
    'REASONING_MESSAGE_START opens "reasoning-1", which is open already.',
  ],
  "order-reasoning-message-started-first": [
    1,
    14,
    "/messageId",
    'REASONING_MESSAGE_END names "reasoning-1", which no REASONING_MESSAGE_START has opened.',
  ],
  "order-reasoning-chunk-complete": [
    1,
    14,
    "",
    "The first REASONING_MESSAGE_CHUNK has no messageId, so it opens nothing.",
  ],
  "order-subagent-started-once": [1, 15, "/subagentRunId", 'SUBAGENT_STARTED opens "sub-1", which is open already.'],
  "order-subagent-started-first": [
    1,
    14,
    "/subagentRunId",
    'SUBAGENT_FINISHED names "sub-1", which no SUBAGENT_STARTED has opened.',
  ],
  "order-subagent-parent-known": [
    1,
    14,
    "/parentSubagentRunId",
    'SUBAGENT_STARTED names "nobody", which no SUBAGENT_STARTED has opened.',
  ],
  "order-attribution-agrees": [
    1,
    7,
    "/subagentRunId",
    'TEXT_MESSAGE_CONTENT names the subagentRunId "sub-1", and "ID" belongs to the parent agent.',
  ],
  "order-thinking-started-once": [1, 15, "/type", "THINKING_START opens THINKING_START, which is open already."],
  "order-thinking-started-first": [
    1,
    14,
    "/type",
    "THINKING_END names THINKING_END, which no THINKING_START has opened.",
  ],
  "order-thinking-message-in-thinking": [
    1,
    14,
    "/type",
    "THINKING_TEXT_MESSAGE_START came while no THINKING_START was open.",
  ],
  "order-thinking-message-started-once": [
    1,
    16,
    "/type",
    "THINKING_TEXT_MESSAGE_START opens THINKING_TEXT_MESSAGE_START, which is open already.",
  ],
  "order-thinking-message-started-first": [
    1,
    15,
    "/type",
    "THINKING_TEXT_MESSAGE_END names THINKING_TEXT_MESSAGE_END, which no THINKING_TEXT_MESSAGE_START has opened.",
  ],
  "order-incremental-starts-with-data": [
    1,
    0,
    "",
    "The first part has no data and no errors, so there is nothing to add to.",
  ],
  "order-nothing-after-last-part": [
    1,
    4,
    "",
    "A part came after the one with hasNext: false, where clients stop reading.",
  ],
  "order-incremental-path-known": [
    1,
    1,
    "/incremental/0/path",
    'The path ["shelf","cellar"] leads to no list that was delivered before.',
  ],
  "order-incremental-ends": [1, null, "", "The stream ended without a part that has hasNext: false."],
  "order-one-at-a-time": [1, 7, "/type", "CUSTOM came between TEXT_MESSAGE_START and TEXT_MESSAGE_END."],
};

/** Plays what the examples of an endpoint are answered. */
async function played(reference: string, scenario: string, id: string) {
  const mock = await inProcess(reference, { scenario });
  const endpoint: Endpoint = mock.contract.endpoints.find((one) => one.id === id)!;
  const path = endpoint.path.replaceAll(/\{[^}]+\}/g, "a") || "/";
  if (endpoint.transport === "http") {
    const wanted = { "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
    const headers = endpoint.method === "OPTIONS" ? { origin: mock.contract.frontend ?? "", ...wanted } : {};
    await mock.ask(endpoint.method, path, endpoint.request?.content[0]?.examples[0]?.value, headers);
  } else {
    const { say, talk } = mock.dial(path);
    for (const { value } of endpoint.accepts.flatMap(({ examples }) => examples)) say(value);
    talk?.ended(1000, "");
  }
  return mock.exchanges().flatMap((exchange) => judgeExchange(mock.contract, exchange, { mode: "strict" }).violations);
}

for (const [name, [count, frame, path, message]] of Object.entries(seen)) {
  test(`${name}: ${message}`, async () => {
    const { contract, edit, breaks } = scenarioNamed(`breaks-${name}`)!;
    const violations = await played(contract, `breaks-${name}`, edit?.endpoint ?? "");
    const [first] = violations;
    expect(first).toMatchObject({ frame, path });
    expect(first?.message.replace(/(msg|call)_[0-9a-f]{8}/, "ID")).toBe(message);
    expect(violations).toHaveLength(count);
    // The route that is not there shows in its status; `verify` asks for its sibling as well.
    const [rule] = name === "route-registered" ? ["response/status"] : breaks;
    expect(violations.map((violation) => violation.rule)).toEqual(Array(count).fill(rule));
  });
}

test("scenarios have a title, and ordinary ones no edit", () => {
  for (const { title } of scenarios()) expect(title).toMatch(/^[A-Z].{12,}/);
  const ordinary = scenarios().filter(({ edit }) => !edit);
  expect(ordinary.map(({ name, contract, breaks }) => [name, contract, breaks])).toEqual([
    ["support", "customer-support", []],
    ["run", "ag-ui", []],
    ["copilotkit", "copilotkit", []],
    ["copilotkit-graphql", "copilotkit@1.10.6", []],
    ["copilotkit-routes", "copilotkit/@copilotkit/runtime/v2", []],
    ["studio", "video-studio", []],
  ]);
  expect(scenarios().flatMap(({ client = [] }) => client)).toEqual(["ag-ui@1.0.0"]);
});
