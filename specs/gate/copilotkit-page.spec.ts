import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ensureRuntime } from "../../fixtures/backends/index.mjs";
import {
  drivePage,
  launchChromium,
  ParticipantError,
  startAgent,
  startRuntime,
  steady,
} from "../../src/gate/participants/copilotkit/index.ts";
import { expect, test } from "../support/client-test.ts";
import { cache, clientFolder, placesOf, startMock } from "./copilotkit-folders.ts";

const generate = "POST generateCopilotResponse";
const [refund, card] = ["What is your refund policy?", "Show me a product card"];
const routes = "/agent/customer_support_agent";
const ofEnvelope = [
  ["start", "POST agent/connect", 200],
  ["start", "POST info", 200],
  [refund, "POST agent/run", 200],
  [card, "POST agent/run", 200],
  [card, "POST agent/run", 200],
];
const ofGraphql = [
  ["start", "POST availableAgents", 200],
  ["start", "POST loadAgentState", 200],
  [refund, generate, 200],
  [card, generate, 200],
  [card, generate, 200],
];

/** What a client asks of a server of its own generation, mock or real. */
const own = [
  { client: "1.9.3", contract: "copilotkit@1.9.3", runtime: "1.9.3", asks: ofGraphql },
  { client: "1.10.6", contract: "copilotkit@1.10.6", runtime: "1.10.6", asks: ofGraphql },
  { client: "1.50.0", contract: "copilotkit@1.50.0", runtime: "1.50.0", asks: ofEnvelope },
  {
    client: "1.74.0",
    contract: "copilotkit@1.74.0",
    runtime: "1.75.0",
    asks: [
      // It looks for routes first.
      ["start", "GET /info", 405],
      ...ofEnvelope.slice(0, 2),
      ["start", "POST resource/request", 200],
      [refund, "POST agent/run", 200],
      [refund, "POST resource/request", 200],
      ...ofEnvelope.slice(3),
      [card, "POST resource/request", 200],
    ],
  },
  {
    client: "1.74.0",
    contract: "copilotkit/@copilotkit/runtime/v2@1.75.0",
    runtime: "1.75.0",
    asks: [
      ["start", "GET /info", 200],
      ["start", "GET /threads", 200],
      ["start", `POST ${routes}/connect`, 200],
      [refund, "GET /threads", 200],
      [refund, `POST ${routes}/run`, 200],
      [card, "GET /threads", 200],
      [card, `POST ${routes}/run`, 200],
      [card, `POST ${routes}/run`, 200],
    ],
  },
];

for (const { client, contract, runtime: version, asks } of own) {
  test(`the page of client ${client} says the same to the mock of ${contract} and to runtime ${version}`, async ({
    chrome,
    keep,
  }) => {
    test.setTimeout(120_000);
    const made = { folder: await clientFolder(client), cache, browser: chrome };
    const mock = await keep(startMock(contract));
    const before = steady(await drivePage({ ...made, url: mock.url }));
    expect(before.outcome).toEqual({ ok: true, says: "everything that was said was answered" });
    expect(before.requests.map(({ during, key, status }) => [during, key, status])).toEqual(asks);
    expect(JSON.stringify(before)).toContain("A card for name at 1 is on the page");
    const agent = await keep(startAgent());
    const runtime = await keep(startRuntime({ folder: await ensureRuntime(version), agentUrl: agent.url }));
    const url = contract.includes("/v2@") ? (runtime.routes ?? "") : runtime.url;
    expect(steady(await drivePage({ ...made, url }))).toEqual(before);
  });
}

test("of clients 1.9.3 and 1.10.6 before one server the one difference is the context of the mutation", async ({
  chrome,
  keep,
}) => {
  const runs = [];
  for (const version of ["1.9.3", "1.10.6"]) {
    const { url } = await keep(startMock("copilotkit@1.10.6"));
    runs.push(await drivePage({ folder: await clientFolder(version), cache, browser: chrome, url }));
  }
  const [before, after] = runs.map(steady);
  expect(before?.requests.map(({ key, headers }) => [key, headers])).toEqual(
    after?.requests.map(({ key, headers }) => [key, headers]),
  );
  expect(before?.requests[0]?.headers).toMatchObject({ "x-copilotkit-runtime-client-gql-version": "VERSION" });
  expect(placesOf(before, after)).toEqual(["/requests/*/body/variables/data/context"]);
  expect(after?.requests.filter(({ body }) => JSON.stringify(body).includes('"context":['))).toHaveLength(3);
  // As they came they differ in ids, times and what a client says of itself.
  expect(placesOf(...(runs.map(({ requests }) => requests) as [unknown, unknown]))).toEqual(
    expect.arrayContaining(["/*/body/variables/data/threadId", "/*/headers/x-copilotkit-runtime-client-gql-version"]),
  );
});

for (const [client, contract, says, asks] of [
  ["1.10.6", "copilotkit@1.74.0", `"${refund}" got no answer: POST loadAgentState got 400;`, [generate, 400]],
  ["1.10.6", "copilotkit@1.9.3", `"${refund}" got no answer: ${generate} got 400.`, [generate, 400]],
  [
    "1.74.0",
    "copilotkit@1.10.6",
    `"${refund}" got no answer: GET /info got 404; POST info got 400;`,
    ["POST info", 400],
  ],
  ["1.50.0", "copilotkit@1.10.6", "The page shows no chat: POST info got 400;", ["POST info", 400]],
] as const) {
  test(`client ${client} gets nowhere before ${contract}, and says why`, async ({ chrome, keep }) => {
    const { url } = await keep(startMock(contract));
    const run = await drivePage({ folder: await clientFolder(client), cache, browser: chrome, url });
    expect(run.outcome).toEqual({ ok: false, says: expect.stringContaining(says) });
    expect(run.requests.map(({ key, status }) => [key, status])).toContainEqual(asks);
  });
}

test("a page whose requests get no answer ends when its time is over, and when it is told to", async ({ keep }) => {
  const silent = await keep(startSilent());
  const made = { folder: await clientFolder("1.10.6"), cache, url: silent.url };
  const run = await drivePage({ ...made, budget: 3_000 });
  // Which of the two comes first is the machine's: its time, or that nothing moves any more.
  const ended = /^The page did not come to rest within 3 s\.$|^"What is your refund policy\?" got no answer: /;
  expect(run.outcome).toEqual({ ok: false, says: expect.stringMatching(ended) });
  expect(run.requests.map(({ key, status }) => [key, status])).toContainEqual(["POST availableAgents", null]);
  const stop = new AbortController();
  const stopped = drivePage({ ...made, signal: stop.signal });
  await silent.asked();
  stop.abort(new Error("enough"));
  await expect(stopped).rejects.toThrow("enough");
});

test("packages of which no page can be made are named in one sentence", async ({ chrome }, info) => {
  const error = await drivePage({
    folder: info.outputPath(),
    cache: info.outputPath("cache"),
    browser: chrome,
    url: "http://127.0.0.1:1",
  }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ParticipantError);
  expect([error.id, error.message]).toEqual([
    "page-not-bundled",
    expect.stringMatching(
      /^No page could be made of the packages in .*: Could not resolve "@copilotkit\/react-core"\.$/,
    ),
  ]);
});

test("the browser finds nothing but this machine, and one that does not start is named in one sentence", async ({
  keep,
}) => {
  const chrome = await launchChromium();
  await keep(Promise.resolve({ stop: () => chrome.close() }));
  const page = await chrome.newPage();
  for (const url of ["http://wirecheck.example/", "http://192.0.2.1/"]) {
    await expect(page.goto(url)).rejects.toThrow("net::ERR_NAME_NOT_RESOLVED");
  }
  const named = process.env.WIRECHECK_CHROMIUM;
  process.env.WIRECHECK_CHROMIUM = "/nowhere/chromium";
  const error = await launchChromium().catch((thrown) => thrown);
  if (named === undefined) delete process.env.WIRECHECK_CHROMIUM;
  else process.env.WIRECHECK_CHROMIUM = named;
  expect([error.id, error.message]).toEqual(["no-chromium", expect.stringContaining("/nowhere/chromium")]);
});

async function startSilent() {
  const server = createServer(() => {});
  const asked = () => once(server, "request");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { url: `http://127.0.0.1:${port}/api/copilotkit`, asked, stop };
}
