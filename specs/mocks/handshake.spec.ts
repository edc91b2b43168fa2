import { expect, test } from "@playwright/test";
import { decideUpgrade } from "../../mocks/service/handshake.ts";
import { pageHeaders } from "../../mocks/service/page-headers.ts";
import { targetOf } from "../../mocks/service/target.ts";
import { inProcess } from "./in-process.ts";
import { contractOf, route, socket } from "./made.ts";

const given = (words: string, status: number, body?: string) => ({
  handshake: {
    accepted: { status: 101 as const, within: 1, subprotocol: "v1" },
    refused: [{ id: "r", given: words, status, ...(body !== undefined && { body }) }],
  },
});
const made = contractOf(
  [
    route("/http"),
    socket("/open/{name}"),
    socket("/foreign", given(" Foreign Origin ", 403, "no")),
    socket("/none", given("no origin", 401)),
    socket("/token", given(" without Token ", 400)),
    socket("/words", given("and without token", 400)),
    socket("/more", given("without token or so", 400)),
  ],
  { frontend: "http://localhost:5000" },
);
const [home, foreign] = [{ origin: "http://localhost:5000" }, { origin: "http://elsewhere.example" }];
const accepted = (id: string, parameters = {}, subprotocol: string | null = "v1") => {
  return {
    how: "accepted",
    endpoint: expect.objectContaining({ id }),
    parameters,
    subprotocol: subprotocol ?? undefined,
  };
};
const refused = (status: number, body = "") => ({ how: "refused", status, body });

/** What an upgrade gets, given its URL, headers and what is played. */
const rows: readonly (readonly [string, Record<string, string>, string | undefined, object])[] = [
  ["/open/a%20b?x=1", {}, undefined, accepted("open/{name}", { name: "a b" }, null)],
  ["/nowhere", {}, undefined, refused(403)],
  ["/http", {}, undefined, refused(403)],
  ["/foreign", {}, undefined, accepted("foreign")],
  ["/foreign", home, undefined, accepted("foreign")],
  ["/foreign", foreign, undefined, refused(403, "no")],
  ["/none", {}, undefined, refused(401)],
  ["/none", foreign, undefined, accepted("none")],
  ["/token", home, undefined, refused(400)],
  ["/token?Token=", home, undefined, accepted("token")],
  ["/token?token=1", home, undefined, refused(400)],
  ["/words", home, undefined, accepted("words")],
  ["/more", home, undefined, accepted("more")],
  ["/open/a", {}, "reset", { how: "cut" }],
  ["/open/a", {}, "handshake-hang", { how: "hang" }],
  ["/open/a", {}, "handshake-426", refused(426)],
  ["/open/a", {}, "reset-mid-stream", accepted("open/{name}", { name: "a" }, null)],
];

for (const [url, headers, fault, handshake] of rows) {
  test(`${url} with ${JSON.stringify(headers)} under ${fault} is ${JSON.stringify(handshake)}`, async () => {
    const lines: string[] = [];
    const mock = await inProcess(made, { ...(fault && { fault }), log: (line) => lines.push(line) });
    const decided = decideUpgrade(mock.site, targetOf(mock.worlds, "", url), headers);
    expect(decided).toEqual({ ...handshake, ...(decided.how === "accepted" && { headers, edits: decided.edits }) });
    const status = decided.how === "refused" ? decided.status : decided.how === "accepted" ? 101 : undefined;
    expect(lines).toEqual(status ? [`SOCKET ${url} ${status}`] : []);
    expect(mock.exchanges()).toHaveLength(decided.how === "refused" ? 1 : 0);
  });
}

for (const [url, known] of [
  ["/none?a=1", { endpoint: "none", response: { status: 401, reason: "Unauthorized", headers: {} } }],
  ["/nowhere?a=1", { response: { status: 403, reason: "Forbidden", headers: {} } }],
] as const) {
  test(`the refusal of ${url} is remembered at once, for nothing follows it`, async () => {
    const mock = await inProcess(made);
    mock.dial(url, { "x-a": "1" });
    const request = { method: "GET", url, headers: { "x-a": "1" } };
    expect(mock.exchanges()).toEqual([
      { ...known, transport: "socket", request, frames: [], end: { how: "complete" } },
    ]);
  });
}

/** Scenarios of the built-in contracts. */
for (const [contract, scenario, url, handshake] of [
  [
    "video-studio",
    "breaks-handshake-subprotocol",
    "/ws/agent/a",
    accepted("agent", { agent_name: "a" }, "wirecheck.unasked"),
  ],
  ["video-studio", "breaks-handshake-accepted", "/ws/agent/a", refused(403)],
  ["video-studio", "breaks-handshake-accepted", "/ws/coordinator", accepted("coordinator", {}, null)],
] as const) {
  test(`${scenario}: ${url} is ${JSON.stringify(handshake)}`, async () => {
    const { handshake: decided } = (await inProcess(contract, { scenario })).dial(url);
    expect(decided).toMatchObject(handshake);
  });
}

test("an origin that is refused is let in where bad input is taken", async () => {
  const mock = await inProcess("mocks/scenarios/documents/guarded.asyncapi.json");
  expect(mock.dial("/ws/guarded", foreign).handshake).toEqual(refused(403));
  mock.use({ scenario: "breaks-handshake-refused" });
  expect(mock.dial("/ws/guarded", foreign).handshake.how).toBe("accepted");
});

test("the document says what an upgrade gets where no socket is", async () => {
  const mock = await inProcess({ ...made, unregistered: { upgrade: { status: 404 } } });
  expect(mock.dial("/nowhere").handshake).toEqual(refused(404));
});

test("a socket that was played is remembered with what was said", async () => {
  const mock = await inProcess("video-studio");
  const talk = mock.dial("/ws/coordinator?client_id=a", home);
  talk.talk?.hear("AQI=", true);
  talk.talk?.ended(4000, "enough");
  const from = (raw: unknown) => ({ from: "server", at: expect.any(Number), raw });
  expect(mock.exchanges()).toEqual([
    {
      endpoint: "coordinator",
      transport: "socket",
      request: { method: "GET", url: "/ws/coordinator?client_id=a", headers: home },
      response: { status: 101, reason: "Switching Protocols", headers: {} },
      frames: [
        from(expect.stringContaining('"info"')),
        from(expect.stringContaining("metrics")),
        { from: "client", at: expect.any(Number), raw: "AQI=", binary: true },
        from('{"type":"error","message":"Invalid JSON format"}'),
      ],
      end: { how: "closed", code: 4000, reason: "enough" },
    },
  ]);
});

for (const [fault, said, ends] of [
  ["accept-then-silence", 0, []],
  ["reset-mid-stream", 3, ["cut"]],
] as const) {
  test(`${fault}: ${said} frames of a socket are said`, async () => {
    const { wire, say } = (await inProcess("video-studio", { fault })).dial("/ws/coordinator");
    expect(wire.said).toHaveLength(Math.min(2, said));
    say({ type: "ping" });
    expect([wire.said.length, wire.ends]).toEqual([said, ends]);
  });
}

test("a socket that is closed is not written to", async () => {
  const { wire, say } = (await inProcess("video-studio")).dial("/ws/coordinator");
  wire.open = false;
  say({ type: "ping" });
  expect(wire.said).toHaveLength(2);
});

test("edits change each message; bytes are remembered as base64; one more may be said", async () => {
  const mock = await inProcess("video-studio", { scenario: "breaks-framing-binary" });
  const { wire, talk } = mock.dial("/ws/coordinator");
  expect(wire.said.map((raw) => typeof raw)).toEqual(["string", "object"]);
  talk?.ended(1000, "");
  expect(mock.exchanges()[0]?.frames[1]).toMatchObject({ raw: expect.stringMatching(/^eyJ0eXBlIjoi/), binary: true });
  mock.use({ scenario: "breaks-order-silence" });
  const more = mock.dial("/ws/workflow/w1");
  more.said();
  for (const value of [{ type: "subscribe" }, { type: "other" }, "no JSON"]) more.say(value);
  const messages = more.said().map(({ message }) => message);
  expect(messages).toEqual(["Unknown type: subscribe", "Invalid JSON format"]);
});

test("a failure of ours closes one socket, and the log says why", async () => {
  const lines: string[] = [];
  const mock = await inProcess("video-studio", { log: (line) => lines.push(line) });
  const { wire, say } = mock.dial("/ws/coordinator?a=1");
  wire.send = () => {
    throw new Error("away");
  };
  say({ type: "ping" });
  expect(wire.ends).toEqual([1011]);
  expect(lines.at(-1)).toBe("SOCKET /ws/coordinator?a=1 1011 the mock failed: away");
  wire.send = () => {
    throw "gone";
  };
  say({ type: "ping" });
  expect(lines.at(-1)).toBe("SOCKET /ws/coordinator?a=1 1011 the mock failed: gone");
});

test("a page sends the origin of its location, Node none", () => {
  const page = globalThis as { location?: unknown };
  const before = Object.getOwnPropertyDescriptor(page, "location");
  const headers = [undefined, {}, { origin: "http://localhost:3000" }].map((location) => {
    Object.defineProperty(page, "location", { value: location, configurable: true });
    return pageHeaders();
  });
  if (before) Object.defineProperty(page, "location", before);
  else delete page.location;
  expect(headers).toEqual([{}, {}, { origin: "http://localhost:3000" }]);
});
