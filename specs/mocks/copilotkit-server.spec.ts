import { assembled, bodyOf } from "../support/graphql.ts";
import { eventsIn, post } from "../support/runs.ts";
import { agentId, input } from "./copilotkit-dialects.ts";
import { expect, test } from "./talk.ts";

const accept = "multipart/mixed, application/json";
const envelope = (method: string, more: object = {}) => ({ method, params: { agentId, threadId: "t1" }, ...more });
const types = (text: string) => eventsIn(text).map(({ type }) => type);

test("a page of another origin may ask, with the headers of its client", async ({ start }) => {
  for (const [version, allowed] of [
    ["1.10.6", "http://localhost:5173"],
    ["1.74.0", "*"],
  ] as const) {
    const { url } = await start(`copilotkit@${version}`);
    expect(new URL(url).pathname).toBe("/api/copilotkit");
    const asked = "content-type,x-copilotkit-runtime-client-gql-version";
    const origin = "http://localhost:5173";
    const preflight = await fetch(url, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": asked },
    });
    expect([preflight.ok, preflight.headers.get("access-control-allow-headers")]).toEqual([true, asked]);
    const body = version === "1.74.0" ? { method: "info" } : { query: "{hello}" };
    const { status, headers } = await post(url, body, { origin });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([200, allowed]);
  }
});

test("every answer of a runtime with GraphQL names its version", async ({ start }) => {
  const { url } = await start("copilotkit@1.9.3");
  const preflight = { origin: "http://localhost:1", "access-control-request-method": "POST" };
  const answers = await Promise.all([
    fetch(url),
    fetch(`${url}/nowhere`),
    fetch(url, { method: "PUT" }),
    fetch(url, { method: "OPTIONS", headers: preflight }),
    fetch(url, { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 405, 200, 415]);
  for (const { headers } of answers) expect(headers.get("x-copilotkit-runtime-version")).toBe("1.9.3");
});

test("isolations know nothing of each other's threads", async ({ start }) => {
  const mock = await start("copilotkit");
  const [one, other] = [mock.isolate("one"), mock.isolate("other")];
  expect(new URL(one.url).pathname).toBe("/__wirecheck/s/one/api/copilotkit");
  await post(one.url, envelope("agent/run", { body: input("Hello", "u1") }));
  const connect = envelope("agent/connect", { body: input("", "u2", { messages: [] }) });
  expect(types((await post(one.url, connect)).text).at(-1)).toBe("RUN_FINISHED");
  expect((await post(other.url, connect)).text).toBe("");
  expect([one.exchanges().length, other.exchanges().length]).toEqual([2, 1]);
  one.reset();
  expect((await post(one.url, connect)).text).toBe("");
});

test("a client that goes away ends a run in an envelope, and its thread is free", async ({ start }) => {
  const mock = await start("copilotkit", { pace: "realtime" });
  const leaving = new AbortController();
  const answer = await fetch(mock.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(envelope("agent/run", { body: input("refund", "u1") })),
    signal: leaving.signal,
  });
  await answer.body?.getReader().read();
  leaving.abort();
  await expect.poll(() => mock.exchanges()[0]?.end.how).toBe("cut");
  const stop = JSON.parse((await post(mock.url, envelope("agent/stop"))).text);
  expect(stop).toEqual({ stopped: false, message: "No active run for thread 't1'." });
  const again = await post(mock.url, envelope("agent/run", { body: input("refund", "u2") }));
  expect(types(again.text).at(-1)).toBe("RUN_FINISHED");
});

test("a client that goes away ends an answer in parts, and the next one is whole", async ({ start }) => {
  const mock = await start("copilotkit@1.10.6", { pace: "realtime" });
  const body = bodyOf(mock.services[0]!.contract, "generate-copilot-response");
  const leaving = new AbortController();
  const answer = await fetch(mock.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  await answer.body?.getReader().read();
  leaving.abort();
  await expect.poll(() => mock.exchanges()[0]?.end.how).toBe("cut");
  expect(assembled((await post(mock.url, body, { accept })).text).status).toMatchObject({ code: "Success" });
});

test("equal mocks say the same, part by part, whoever reads how fast", async ({ start }) => {
  const said = await Promise.all(
    [1, 2, 3].map(async () => {
      const mock = await start("copilotkit@1.10.6");
      const body = bodyOf(mock.services[0]!.contract, "generate-copilot-response");
      return (await post(mock.url, body, { accept })).text;
    }),
  );
  expect(new Set(said).size).toBe(1);
});

/** What was seen of the real runtimes, below their one address and beside it. */
for (const [version, method, path, status, text] of [
  ["1.74.0", "GET", "/api/copilotkit/info", 405, '{"error":"Method not allowed"}'],
  ["1.74.0", "PUT", "/api/copilotkit/x/y", 405, '{"error":"Method not allowed"}'],
  ["1.74.0", "GET", "/api/copilotkitx", 404, "404 Not Found"],
  ["1.50.0", "GET", "/api/copilotkit/info", 500, "Internal Server Error"],
  ["1.50.0", "PUT", "/api/copilotkit/info", 404, '{"error":"Not found"}'],
  ["1.50.0", "GET", "/nope", 404, '{"error":"Not found"}'],
] as const) {
  test(`copilotkit@${version} answers ${method} ${path} with ${status}, also in an isolation`, async ({ start }) => {
    const { origin } = new URL((await start(`copilotkit@${version}`)).url);
    for (const prefix of ["", "/__wirecheck/s/one"]) {
      const answer = await fetch(origin + prefix + path, { method });
      expect([answer.status, await answer.text()]).toEqual([status, text]);
    }
  });
}
