import { expect, test } from "@playwright/test";
import { eventsIn } from "../support/runs.ts";
import { agentId, input } from "./copilotkit-dialects.ts";
import { inProcess } from "./in-process.ts";

const invalid = (message: string) => ({ error: "invalid_request", message });
const one = { "content-type": "application/json" };

/** What is sent to the one URL, and what both generations answer, as it was seen of the real ones. */
for (const [what, sent, headers, status, body] of [
  ["no JSON", "{", one, 400, invalid("Invalid JSON payload")],
  ["nothing", "", one, 400, invalid("Invalid JSON payload")],
  ["a text", "{}", { "content-type": "text/plain" }, 415, invalid("Single-route endpoint expects JSON payloads")],
  ["no method", {}, one, 400, invalid("Missing method field")],
  ["GraphQL", { query: "{hello}" }, one, 400, invalid("Missing method field")],
  ["an unknown method", { method: "nope" }, one, 400, invalid("Unsupported method 'nope'")],
  ["a method of all objects", { method: "toString" }, one, 400, invalid("Unsupported method 'toString'")],
  ["a run of nobody", { method: "agent/run", params: {} }, one, 400, invalid("Missing or invalid parameter 'agentId'")],
  [
    "a run of a number",
    { method: "agent/run", params: { agentId: 7 }, body: {} },
    one,
    400,
    invalid("Missing or invalid parameter 'agentId'"),
  ],
  [
    "a run without input",
    { method: "agent/run", params: { agentId } },
    one,
    400,
    invalid("Missing request body for JSON handler"),
  ],
  [
    "a stop of no thread",
    { method: "agent/stop", params: { agentId } },
    one,
    400,
    invalid("Missing or invalid parameter 'threadId'"),
  ],
  [
    "a stop of a ghost",
    { method: "agent/stop", params: { agentId: "ghost", threadId: "t" } },
    one,
    404,
    { error: "Agent not found", message: "Agent 'ghost' does not exist" },
  ],
] as const) {
  for (const version of ["1.50.0", "1.74.0"]) {
    test(`copilotkit@${version} is sent ${what}`, async () => {
      const mock = await inProcess(`copilotkit@${version}`);
      const said = await mock.ask("POST", "/", sent, headers);
      expect([said.status, said.body]).toEqual([status, body]);
    });
  }
}

const resource = (path: string, httpMethod?: string) => ({ method: "resource/request", params: { path, httpMethod } });

/** What was added after 1.50. */
for (const [what, sent, status, body] of [
  ["a resource without its method", resource("/threads"), 400, invalid("Missing or invalid parameter 'httpMethod'")],
  [
    "a resource of another host",
    resource("//evil.test/threads", "GET"),
    400,
    invalid("Resource path must be Runtime-relative"),
  ],
  ["a resource that is none", resource("/nope", "GET"), 404, { error: "Not found" }],
  ["a resource by another method", resource("/threads", "POST"), 405, { error: "Method not allowed" }],
  ["a resource with a broken name", resource("/threads/%E0%A4%A/state", "GET"), 200, { state: null }],
] as const) {
  test(`${what} is ${status}, and unknown to 1.50`, async () => {
    const said = await (await inProcess("copilotkit@1.74.0")).ask("POST", "/", sent);
    expect([said.status, said.body]).toEqual([status, body]);
    const older = await (await inProcess("copilotkit@1.50.0")).ask("POST", "/", sent);
    expect([older.status, older.body]).toEqual([400, invalid("Unsupported method 'resource/request'")]);
  });
}

test("a run for suggestions is no run of its thread", async () => {
  const mock = await inProcess("copilotkit@1.74.0");
  const body = { method: "agent/suggest", params: { agentId }, body: input("Hello", "u1") };
  const events = eventsIn((await mock.ask("POST", "/", body)).text);
  expect(events[0]).toEqual({ type: "RUN_STARTED", threadId: "t1", runId: "run-u1" });
  const connect = { method: "agent/connect", params: { agentId }, body: input("", "u2") };
  expect((await mock.ask("POST", "/", connect)).text).toBe("");
});

/** Where the routes have nothing. */
for (const [method, path, sent, version, status, body] of [
  [
    "POST",
    "/",
    { method: "info" },
    "1.75.0",
    404,
    { error: "Not found", code: "single_route_envelope_against_multi_route_runtime", message: expect.any(String) },
  ],
  ["POST", "/", { method: "info" }, "1.50.0", 404, { error: "Not found" }],
  ["POST", "/", { query: "{a}" }, "1.75.0", 404, { error: "Not found" }],
  ["GET", "/nope", undefined, "1.75.0", 404, { error: "Not found" }],
  ["POST", "/info", {}, "1.75.0", 405, { error: "Method not allowed" }],
  ["GET", "/threads/t", undefined, "1.75.0", 405, { error: "Method not allowed" }],
  ["GET", "/threads/t/state", undefined, "1.50.0", 404, { error: "Not found" }],
] as const) {
  test(`${method} ${path} with ${JSON.stringify(sent)} at the routes of ${version} is ${status}`, async () => {
    const mock = await inProcess(`copilotkit/@copilotkit/runtime/v2@${version}`);
    const said = await mock.ask(method, path, sent);
    expect([said.status, said.body]).toEqual([status, body]);
  });
}
