import { expect, test } from "@playwright/test";
import type { Contract } from "../../contracts/index.ts";
import { Cors, isLoopback } from "../../mocks/service/cors.ts";
import { targetOf } from "../../mocks/service/target.ts";
import { Worlds } from "../../mocks/world/worlds.ts";
import { question } from "../support/runs.ts";
import { inProcess } from "./in-process.ts";
import { answer, contractOf, route, socket } from "./made.ts";

const worlds = new Worlds(1, "none", { scenario: undefined, fault: undefined }, undefined);

/** Base, URL, and what is read of it: path, query, isolation, rest. */
for (const [base, url, path, query, isolation, rest] of [
  ["", "/", "/", "", "", "/"],
  ["", "/a?b=1?c", "/a", "?b=1?c", "", "/a"],
  ["", "?a", "", "?a", "", ""],
  ["", "/__wirecheck/health", "/__wirecheck/health", "", "", "/__wirecheck/health"],
  ["", "/__wirecheck/s/one", "/", "", "one", "/"],
  ["", "/__wirecheck/s/one/", "/", "", "one", "/"],
  ["", "/__wirecheck/s/one/a/b?c", "/a/b", "?c", "one", "/a/b"],
  ["", "/__wirecheck/s/a%2Fb/c", "/c", "", "a/b", "/c"],
  ["", "/__wirecheck/s/%E0%A4%A/c", "/c", "", "%E0%A4%A", "/c"],
  ["", "/__wirecheck/s/", "/__wirecheck/s/", "", "", "/__wirecheck/s/"],
  ["", "/x/__wirecheck/s/one/a", "/x/__wirecheck/s/one/a", "", "", "/x/__wirecheck/s/one/a"],
  ["/v1", "/v1/a", "/a", "", "", "/v1/a"],
  ["/v1", "/v1", "/", "", "", "/v1"],
  ["/v1", "/v1/", "/", "", "", "/v1/"],
  ["/v1", "/v10/a", "/v10/a", "", "", "/v10/a"],
  ["/v1", "/a", "/a", "", "", "/a"],
  ["/v1", "/__wirecheck/s/one/v1/a", "/a", "", "one", "/v1/a"],
] as const) {
  test(`below "${base}" ${url} is ${path} of "${isolation}"`, () => {
    const target = targetOf(worlds, base, url);
    const below = base !== "" && rest.startsWith(`${base}/`);
    expect(target).toEqual({ path, below, query, isolation, rest, world: worlds.get(isolation) });
  });
}

for (const [host, here] of [
  ["localhost", true],
  ["http://localhost:3000", true],
  ["http://a.localhost", true],
  ["http://app.localhost", true],
  [".localhost", false],
  ["127.0.0.1", true],
  ["127.12.3.255", true],
  ["127.0.1", false],
  ["http://127.1", true],
  ["127.a.b.c", false],
  ["128.0.0.1", false],
  ["http://[::1]:1", true],
  ["[::1]", true],
  ["localhost.example", false],
  ["http://notlocalhost", false],
  ["x127.0.0.1", false],
  ["127.0.0.1.example", false],
  ["null", false],
] as const) {
  test(`${host} is ${here ? "" : "not "}this machine`, () => {
    expect(isLoopback(host)).toBe(here);
  });
}

const promising = (method: string, schema: object, header = "access-control-allow-origin") =>
  contractOf(
    [
      socket("/s"),
      route("/a", {
        method,
        answers: [answer("200", undefined, { headers: { [header]: { required: true, schema: "o" } } })],
      }),
    ],
    { frontend: "https://home.example" },
    { o: schema as Contract["schemas"]["$defs"][string] },
  );

for (const [what, contract, mode, origin, allowed] of [
  ["the frontend", promising("GET", {}), "contract", "https://home.example", true],
  ["a promised origin", promising("OPTIONS", { const: "https://a.example" }), "contract", "https://a.example", true],
  ["one of several", promising("OPTIONS", { enum: ["https://a.example"] }), "open", "https://a.example", true],
  ["a word that is no list", promising("OPTIONS", { enum: "x" }), "contract", "x", false],
  [
    "what another method promises",
    promising("GET", { const: "https://a.example" }),
    "open",
    "https://a.example",
    false,
  ],
  [
    "what another header promises",
    promising("OPTIONS", { const: "https://a.example" }, "x-a"),
    "open",
    "https://a.example",
    false,
  ],
  ["this machine", promising("GET", {}), "open", "http://localhost:1", true],
  ["this machine by the contract", promising("GET", {}), "contract", "http://localhost:1", false],
] as const) {
  test(`${what} is ${allowed ? "allowed" : "refused"}`, () => {
    const cors = new Cors(contract, mode);
    expect(cors.allows(origin)).toBe(allowed);
    const own = { "access-control-allow-origin": origin, "access-control-allow-credentials": "true", vary: "Origin" };
    expect(cors.headers(origin)).toEqual(allowed ? own : { vary: "Origin" });
    const headers = {
      "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
      "access-control-max-age": "600",
      "access-control-allow-credentials": "true",
      vary: "Origin",
      "content-type": "text/plain; charset=utf-8",
    };
    const preflight = allowed
      ? { status: 200, headers: { ...headers, "access-control-allow-origin": origin }, body: "OK" }
      : { status: 400, headers, body: "Disallowed CORS origin" };
    expect(cors.preflight(origin, undefined)).toEqual(preflight);
    const asked = { ...preflight.headers, "access-control-allow-headers": "x-a" };
    expect(cors.preflight(origin, "x-a")).toEqual({ ...preflight, headers: asked });
  });
}

test("without an Origin nothing is allowed by name", () => {
  expect(new Cors(contractOf([]), "open").headers(undefined)).toEqual({ vary: "Origin" });
});

const json = { "content-type": "application/json", vary: "Origin" };
const three = contractOf([
  route("/a", { method: "PUT" }),
  route("/a", { method: "GET", id: "get-a" }),
  route("/a", { method: "OPTIONS", id: "options-a" }),
  socket("/s"),
]);
const gone = { status: 418, body: { gone: true } };
const other = { ...three, unregistered: { path: gone, method: gone } };
const wanted = { origin: "http://localhost:1", "access-control-request-method": "PUT" };

/** Where nothing is: contract, method, path, headers, status, body and what is allowed. */
for (const [contract, method, path, headers, status, body, allow] of [
  [three, "GET", "/b", {}, 404, { detail: "Not Found" }, undefined],
  [three, "GET", "/s", {}, 404, { detail: "Not Found" }, undefined],
  [three, "DELETE", "/a", {}, 405, { detail: "Method Not Allowed" }, "PUT, GET"],
  [three, "DELETE", "/b", {}, 404, { detail: "Not Found" }, undefined],
  [other, "GET", "/b", {}, 418, { gone: true }, undefined],
  [other, "DELETE", "/a", {}, 418, { gone: true }, "PUT, GET"],
  [three, "GET", "/b", wanted, 404, { detail: "Not Found" }, undefined],
  [three, "OPTIONS", "/b", { origin: wanted.origin }, 404, { detail: "Not Found" }, undefined],
  [three, "OPTIONS", "/b", { "access-control-request-method": "PUT" }, 404, { detail: "Not Found" }, undefined],
] as const) {
  test(`${method} ${path} with ${JSON.stringify(headers)} is ${status}, ${JSON.stringify(body)}`, async () => {
    const said = await (await inProcess(contract)).ask(method, path, undefined, headers);
    expect([said.status, said.body, said.headers.allow]).toEqual([status, body, allow]);
  });
}

for (const [body, type, text] of [
  ["gone", "text/plain; charset=UTF-8", "gone"],
  [undefined, undefined, ""],
] as const) {
  test(`where nothing is, a promise of ${JSON.stringify(body)} is no JSON`, async () => {
    const path = body === undefined ? { status: 404 } : { status: 404, body };
    const said = await (await inProcess({ ...three, unregistered: { path } })).ask("GET", "/b");
    expect([said.status, said.headers["content-type"], said.text]).toEqual([404, type, text]);
  });
}

test("a route that a scenario takes away is unknown, whatever else is there", async () => {
  const mock = await inProcess("video-studio", { scenario: "breaks-route-registered" });
  const said = await mock.ask("GET", "/ws/stats");
  expect([said.status, said.body, said.headers.allow]).toEqual([404, { detail: "Not Found" }, undefined]);
  const posted = await mock.ask("POST", "/ws/stats", {});
  expect([posted.status, posted.headers.allow]).toEqual([405, "GET"]);
});

test("a scenario of the unregistered is played as it stands, there alone", async () => {
  const mock = await inProcess("customer-support", { scenario: "breaks-route-unregistered" });
  const said = await mock.ask("GET", "/nowhere");
  expect(said.calls).toEqual([["whole", { status: 410, headers: json }, '{"detail":"Gone"}']]);
  expect((await mock.ask("PUT", "/health")).status).toBe(405);
});

for (const [what, ask, line] of [
  ["an answer", ["GET", "/health?a=1"], /^GET \/health\?a=1 200 1 frame \d{1,5} ms$/],
  ["a stream", ["POST", "/api/copilotkit", question("Hello")], /^POST \/api\/copilotkit 200 15 frames \d+ ms$/],
  [
    "no body",
    ["POST", "/api/copilotkit"],
    /^POST \/api\/copilotkit 422 1 frame \d+ ms refused: shape\/required at the body$/,
  ],
  ["a key that is missing", ["POST", "/agents/state", {}], / refused: shape\/required at \/threadId$/],
  ["a preflight", ["OPTIONS", "/health", undefined, wanted], /^OPTIONS \/health 200 1 frame \d+ ms$/],
  [
    "a refused preflight",
    ["OPTIONS", "/health", undefined, { ...wanted, origin: "https://x.example" }],
    / origin https:\/\/x\.example refused: serve the page from http:\/\/localhost:3000, or start the mock with --cors open$/,
  ],
] as const) {
  test(`${what} is one line of the log: ${line}`, async () => {
    const lines: string[] = [];
    const mock = await inProcess("customer-support", { log: (text) => lines.push(text) });
    await mock.ask(...(ask as unknown as Parameters<typeof mock.ask>));
    expect(lines).toEqual([expect.stringMatching(line)]);
  });
}

test("where the contract names no frontend, the line says so", async () => {
  const lines: string[] = [];
  const mock = await inProcess(three, { log: (text) => lines.push(text) });
  await mock.ask("OPTIONS", "/a", undefined, { ...wanted, origin: "https://x.example" });
  expect(lines[0]).toContain("serve the page from an origin that the contract names, or");
});

test("what was asked and answered is remembered", async () => {
  const mock = await inProcess(contractOf([route("/a", { method: "POST" })]));
  await mock.ask("POST", "/a?b", [1], { "x-a": "1" });
  await mock.ask("GET", "/nowhere");
  const end = { how: "complete" };
  const said = (status: number, raw: string) => {
    return { response: { status, reason: "", headers: json }, frames: [{ from: "server", at: 0, raw }], end };
  };
  const headers = { "content-type": "application/json", "x-a": "1" };
  expect(mock.exchanges()).toEqual([
    {
      endpoint: "a",
      transport: "http",
      request: { method: "POST", url: "/a?b", headers, body: "[1]" },
      ...said(200, "{}"),
    },
    {
      transport: "http",
      request: { method: "GET", url: "/nowhere", headers: {} },
      ...said(404, '{"detail":"Not Found"}'),
    },
  ]);
});

test("a fault changes a refusal, a scenario does not; the lenient one answers as its example would be", async () => {
  const mock = await inProcess("customer-support", { scenario: "breaks-response-refusal" });
  const lenient = await mock.ask("POST", "/agents/state", {});
  expect(lenient.status).toBe(200);
  expect(lenient.body).toMatchObject({ threadId: expect.stringMatching(/./), threadExists: false });
  mock.use({ scenario: "breaks-order-run-not-empty" });
  expect((await mock.ask("POST", "/api/copilotkit", {})).body).toHaveProperty("detail");
  mock.use({ fault: "http-500" });
  expect((await mock.ask("POST", "/api/copilotkit", {})).status).toBe(500);
});

test("a key that a scenario refuses is refused where it is sent", async () => {
  const mock = await inProcess("customer-support", { scenario: "breaks-compat-input-refused" });
  expect((await mock.ask("POST", "/api/copilotkit", question("Hello"))).status).toBe(200);
  const said = await mock.ask("POST", "/api/copilotkit", { ...question("Hello"), protocolVersion: "1.0" });
  expect(said.status).toBe(422);
  const detail = { type: "extra_forbidden", loc: ["body", "protocolVersion"], msg: "Extra inputs are not permitted" };
  expect(said.body).toEqual({ detail: [{ ...detail, input: "1.0" }] });
  for (const body of ["[1]", "null", "{"]) expect((await mock.ask("POST", "/api/copilotkit", body)).status).toBe(422);
});
