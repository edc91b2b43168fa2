import { post, question } from "../support/runs.ts";
import { expect, test } from "./test.ts";

const good = question("Hello");
const messages = (...all: unknown[]) => ({ ...good, messages: all });

/** Bad bodies, and what FastAPI's 422 says of them (observed on the real backend): type and place. */
const refusals: readonly (readonly [string, string, unknown, string, readonly (string | number)[]])[] = [
  ["an empty object", "customer-support", {}, "missing", ["body", "threadId"]],
  [
    "a message without an id",
    "customer-support",
    messages({ role: "user", content: "x" }),
    "missing",
    ["body", "messages", 0, "user", "id"],
  ],
  [
    "a message without a role",
    "customer-support",
    messages({ id: "m", content: "x" }),
    "union_tag_not_found",
    ["body", "messages", 0],
  ],
  [
    "a message of an unknown role",
    "customer-support",
    messages({ id: "m", role: "ghost", content: "x" }),
    "union_tag_invalid",
    ["body", "messages", 0],
  ],
  ["a thread that is a number", "customer-support", { ...good, threadId: 7 }, "string_type", ["body", "threadId"]],
  ["messages that are an object", "customer-support", { ...good, messages: {} }, "list_type", ["body", "messages"]],
  ["a body that is no JSON", "customer-support", "{", "json_invalid", ["body", 1]],
  ["a body that is a list", "customer-support", [1], "model_attributes_type", ["body"]],
  [
    "a key more, where keys are closed",
    "customer-support@0.3.1",
    { ...good, protocolVersion: "1.0" },
    "extra_forbidden",
    ["body", "protocolVersion"],
  ],
  [
    "a key more in a message",
    "customer-support@0.3.1",
    messages({ id: "m", role: "user", content: "x", more: 1 }),
    "extra_forbidden",
    ["body", "messages", 0, "user", "more"],
  ],
  [
    "no state, where it is required",
    "customer-support@0.3.1",
    { ...good, state: undefined },
    "missing",
    ["body", "state"],
  ],
];

for (const [what, contract, body, type, loc] of refusals) {
  test(`${what} is refused with ${type} at ${loc.join(".")}`, { tag: "@http" }, async ({ start }) => {
    const { url } = await start(contract);
    const { status, text } = await post(`${url}/api/copilotkit`, body);
    expect(status).toBe(422);
    expect(JSON.parse(text).detail[0]).toMatchObject({ type, loc });
  });
}

test("a key more is taken where keys are open", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("customer-support");
  expect((await post(`${url}/api/copilotkit`, { ...good, protocolVersion: "1.0", more: 1 })).status).toBe(200);
});

test("a body of another content type is refused", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("customer-support");
  const { status, text } = await post(`${url}/api/copilotkit`, good, { "content-type": "text/plain" });
  expect(status).toBe(422);
  expect(JSON.parse(text).detail[0]).toMatchObject({ type: "model_attributes_type", loc: ["body"] });
});

test("a body over the limit is 413, and the mock goes on", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("customer-support", { bodyLimit: 1000 });
  expect((await post(`${url}/api/copilotkit`, question("x".repeat(2000)))).status).toBe(413);
  expect((await post(`${url}/api/copilotkit`, good)).status).toBe(200);
});

test("another method is 405 with what is allowed, another path 404", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("customer-support");
  const wrong = await fetch(`${url}/api/copilotkit`);
  expect([wrong.status, wrong.headers.get("allow"), await wrong.json()]).toEqual([
    405,
    "POST",
    { detail: "Method Not Allowed" },
  ]);
  const nowhere = await fetch(`${url}/nowhere`);
  expect([nowhere.status, await nowhere.json()]).toEqual([404, { detail: "Not Found" }]);
});

test("the video studio refuses in its own shape", { tag: "@http" }, async ({ start }) => {
  const { url } = await start("video-studio");
  const { status, text } = await post(`${url}/api/v1/ws/broadcast`, [1]);
  expect(status).toBe(422);
  expect(JSON.parse(text)).toMatchObject({
    body: "[1]",
    message: "Request validation failed. Check the error details.",
  });
});

for (const [what, frame] of [
  ["no JSON", "not json"],
  ["no object", "[1]"],
] as const) {
  test(`a message that is ${what} is complained about, and the socket stays open`, async ({ start, dial }) => {
    const talk = await dial(`${(await start("video-studio")).url}/ws/coordinator`);
    talk.say(frame);
    expect(await talk.hear({ type: "error" })).toEqual({ type: "error", message: "Invalid JSON format" });
    talk.say({ type: "ping" });
    expect(await talk.hear({ type: "pong" })).toBeDefined();
  });
}

test("a refusal is one line of the log, with rule and place", { tag: "@http" }, async ({ start }) => {
  const lines: string[] = [];
  const { url } = await start("customer-support", { log: (line) => lines.push(line) });
  await post(`${url}/api/copilotkit`, messages({ role: "user", content: "x" }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^POST \/api\/copilotkit 422 .*shape\/required at \/messages\/0\/id$/);
});
