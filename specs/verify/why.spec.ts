import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { createMock } from "../../mocks/index.ts";
import { report } from "../../src/report/index.ts";
import { type VerifyReport, verify } from "../../src/verify/index.ts";
import { problemsOf } from "../cli/schemas.ts";
import { http, type RawServer, sockets, tcp } from "./raw-server.ts";

const document = (name: string) => fileURLToPath(new URL(`documents/${name}`, import.meta.url));
const json = { "content-type": "application/json" };

/** Answers 404 to everything; `asked` are the requests, method and path. */
async function empty(): Promise<RawServer & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = await http((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(404, json).end('{"detail":"Not Found"}');
  });
  return { ...server, asked };
}

async function reportOn(server: RawServer, ...contracts: string[]): Promise<VerifyReport> {
  const contract = await loadContract(contracts);
  try {
    return await verify({ contract, url: server.url, timeout: 2000 });
  } finally {
    await server.close();
  }
}

const cases: readonly {
  readonly target: string;
  readonly start: () => Promise<RawServer>;
  readonly document: string;
  readonly check: string;
  readonly causes: readonly string[];
}[] = [
  {
    target: "speaks SSH",
    start: () => tcp((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
    document: "shelf.openapi.yaml",
    check: "book/registered",
    causes: ["not-http"],
  },
  {
    target: "hangs",
    start: () => tcp(() => undefined),
    document: "talk.asyncapi.yaml",
    check: "talk/handshake",
    causes: ["answers-nothing"],
  },
  {
    target: "has its socket elsewhere",
    start: () => sockets("/talk/", (socket) => socket.send('{"type":"hello"}')),
    document: "talk.asyncapi.yaml",
    check: "talk/handshake",
    causes: ["trailing-slash"],
  },
  {
    target: "accepts every path",
    start: () => sockets(undefined, (socket) => socket.send('{"type":"hello"}')),
    document: "talk.asyncapi.yaml",
    check: "talk/handshake",
    causes: ["accepts-everything"],
  },
  {
    target: "answers every path with a page",
    start: () => http((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>")),
    document: "shelf.openapi.yaml",
    check: "book/registered",
    causes: ["spa-fallback", "another-service"],
  },
];

const explained = ({ checks }: VerifyReport) => checks.filter(({ diagnosis }) => diagnosis !== undefined);
const causesIn = (found: VerifyReport) =>
  explained(found).map(({ id, diagnosis }) => [id, ...(diagnosis?.causes ?? []).map((cause) => cause.id)]);

test("a missing route and a refused socket have their cause, once each, in a report that keeps its schema", async () => {
  const server = await empty();
  const found = await reportOn(server, document("shelf.openapi.yaml"), document("talk.asyncapi.yaml"));
  expect(found.checks.filter(({ verdict }) => verdict === "fail").length).toBeGreaterThan(2);
  expect(causesIn(found)).toEqual([
    ["book/registered", "another-service", "http-route-missing"],
    ["talk/handshake", "another-service", "no-websocket-library", "proxy-drops-upgrade"],
  ]);
  expect(problemsOf("verify-report", JSON.parse(JSON.stringify(found)))).toEqual([]);

  const lines = report("list", found).split("\n");
  const at = lines.findIndex((line) => line.startsWith("✗ talk/handshake"));
  const pages = lines
    .slice(at)
    .join("\n")
    .match(/^ {4}why: Another service [\s\S]*?no-websocket-library\.md$/m);
  expect(pages?.[0].split("\n").length).toBeLessThan(6);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

for (const { target, start, document: name, check, causes } of cases) {
  test(`a target that ${target} is explained at ${check}`, async () => {
    expect(causesIn(await reportOn(await start(), document(name)))).toEqual([[check, ...causes]]);
  });
}

test("another protocol at the address is named", async () => {
  const mock = await createMock({ contracts: [await loadContract("copilotkit@1.10.6")], pace: "none" });
  try {
    const found = await verify({ contract: await loadContract("ag-ui"), url: mock.url });
    expect(causesIn(found)).toEqual([["run/answers", "ag-ui-client-on-runtime"]]);
  } finally {
    await mock.close();
  }
});

test("what cannot be reached is explained once, for the whole report", async () => {
  const server = await empty();
  await server.close();
  const contract = await loadContract(document("shelf.openapi.yaml"));
  const found = await verify({ contract, url: server.url });
  expect(found.diagnosis?.causes).toMatchObject([{ id: "nothing-listening", certainty: "certain" }]);
  expect(explained(found)).toEqual([]);
  expect(problemsOf("verify-report", JSON.parse(JSON.stringify(found)))).toEqual([]);
  expect(report("list", found)).toMatch(/\n {2}why: [\s\S]*certain: docs\/causes\/nothing-listening\.md\n$/);
});

test("many missing routes cost one diagnosis, which asks for nothing that may change something", async () => {
  const server = await empty();
  const found = await reportOn(server, "video-studio");
  expect(
    found.checks.filter(({ id, verdict }) => id.endsWith("/registered") && verdict === "fail").length,
  ).toBeGreaterThan(5);
  expect(explained(found).map(({ id }) => id)).toEqual(["health/registered", "connect/handshake"]);
  const ours = server.asked.filter((one) => one.endsWith(" /health"));
  expect(ours.length).toBeLessThan(10);
  expect(ours.filter((one) => !/^(GET|HEAD) /.test(one))).toEqual([]);
});

test("a run that was stopped is not explained", async () => {
  const stop = new AbortController();
  const server = await empty();
  const contract = await loadContract(document("shelf.openapi.yaml"));
  const found = await verify({ contract, url: server.url, signal: stop.signal, onCheck: () => stop.abort() });
  await server.close();
  expect(explained(found)).toEqual([]);
});
