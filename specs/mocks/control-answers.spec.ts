import { expect, test } from "@playwright/test";
import { MockError } from "../../mocks/index.ts";
import { answerControl } from "../../mocks/server/control.ts";
import { World } from "../../mocks/world/world.ts";

/** What the control API answers about one isolation, and what it asked for. */
function asked(call: string, text = "", headers: Record<string, string> = { host: "localhost:1" }) {
  const [method = "", path = ""] = call.split(" ");
  const world = Object.assign(new World(1, "mine", "none"), { scenario: "support", fault: "reset" });
  const done: unknown[] = [];
  const controlled = { world, use: (playing: object) => done.push(playing), reset: () => done.push("reset") };
  return { ...answerControl({ method, path, headers, text }, controlled), done, world };
}

const playing = { scenario: "support", fault: "reset" };
const routes = "GET health, GET exchanges, GET scenarios, GET faults, POST reset, POST use, POST clock";

for (const [call, text, status, body, done] of [
  ["GET health", "", 200, { status: "ok", isolation: "mine", ...playing }, []],
  ["GET exchanges", "", 200, [], []],
  ["POST reset", "", 200, { reset: "mine" }, ["reset"]],
  ["POST use", '{"scenario":"a"}', 200, playing, [{ scenario: "a" }]],
  ["POST use", '{"fault":null}', 200, playing, [{ fault: null }]],
  ["POST use", "{}", 200, playing, [{}]],
  ["POST use", "[]", 200, playing, [{}]],
  ["POST use", "null", 200, playing, [{}]],
  ["POST use", "7", 200, playing, [{}]],
  ["POST use", '{"fault":7}', 422, { error: "fault must be a name, or null to end it" }, []],
  ["POST use", '{"scenario":{}}', 422, { error: "scenario must be a name, or null to end it" }, []],
  ["POST use", "{", 422, { error: "the body is not JSON" }, []],
  ["POST clock", '{"advance":0}', 200, { now: "2026-01-01T00:00:00.000Z" }, []],
  ["POST clock", '{"advance":1500}', 200, { now: "2026-01-01T00:00:01.500Z" }, []],
  ["POST clock", `{"advance":${8.64e15 - Date.UTC(2026, 0, 1)}}`, 200, { now: "+275760-09-13T00:00:00.000Z" }, []],
  ...['{"advance":"1"}', '{"advance":-1}', "", `{"advance":${8.64e15 - Date.UTC(2026, 0, 1) + 1}}`].map(
    (text) =>
      [
        "POST clock",
        text,
        422,
        { error: "advance must be a number of milliseconds, to no later than the year 275760" },
        [],
      ] as const,
  ),
  ["GET use", "", 404, { error: `there is no GET /__wirecheck/use; there are ${routes}` }, []],
] as const) {
  test(`${call} ${text} is ${status} ${JSON.stringify(body)}`, () => {
    const said = asked(call, text);
    expect([said.status, said.body, said.done]).toEqual([status, body, done]);
  });
}

test("what is not played is null", () => {
  const world = new World(1, "", "none");
  const controlled = { world, use: () => {}, reset: () => {} };
  const ask = (method: string, path: string) =>
    answerControl({ method, path, headers: { host: "localhost" }, text: "" }, controlled).body;
  expect(ask("GET", "health")).toEqual({ status: "ok", isolation: "", scenario: null, fault: null });
  expect(ask("POST", "use")).toEqual({ scenario: null, fault: null });
});

test("scenarios and faults are listed with what a person chooses by", () => {
  const [scenarios, faults] = ["GET scenarios", "GET faults"].map((call) => asked(call).body as object[]);
  expect(scenarios).toContainEqual({
    name: "breaks-shape-value",
    title: "The health is neither healthy nor anything known",
    contract: "customer-support",
    breaks: ["shape/value"],
  });
  expect(faults).toContainEqual({ name: "handshake-hang", title: "No upgrade is ever answered" });
});

for (const [headers, error] of [
  [{ host: "localhost" }, undefined],
  [{ host: "127.0.0.1:4010" }, undefined],
  [{ host: "[::1]:4010" }, undefined],
  [{ host: "localhost:1", origin: "http://localhost:3000" }, undefined],
  [{ host: "localhost:1x" }, "the control API does not answer to the host localhost:1x"],
  [{ host: "x:1.localhost.example" }, "the control API does not answer to the host x:1.localhost.example"],
  [{}, "the control API does not answer to the host "],
  [
    { host: "localhost", origin: "https://x.example" },
    "the control API does not answer to the origin https://x.example",
  ],
] as const) {
  test(`to ${JSON.stringify(headers)} it says ${error ?? "what it should"}`, () => {
    const { status, body } = asked("GET exchanges", "", headers);
    expect([status, body]).toEqual(error === undefined ? [200, []] : [403, { error }]);
  });
}

for (const [thrown, status] of [
  [new MockError("unknown-fault", "There is none.", ""), 404],
  [new Error("ours"), undefined],
] as const) {
  test(`${thrown} is ${status ?? "thrown on"}`, () => {
    const controlled = {
      world: new World(1, "", "none"),
      use: () => {
        throw thrown;
      },
      reset: () => {},
    };
    const ask = () =>
      answerControl({ method: "POST", path: "use", headers: { host: "localhost" }, text: "" }, controlled);
    if (status) expect(ask()).toEqual({ status, body: { error: "There is none." } });
    else expect(ask).toThrow("ours");
  });
}
