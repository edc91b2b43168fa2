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
    ["book/registered", "another-service", "http-route-missing", "access-refused"],
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

/** What a viewer of each format shows of one check: everything that the list has of its reason. */
const shownBy = {
  junit: (found: VerifyReport, id: string) =>
    report("junit", found).match(new RegExp(`name="${id}"[^>]*>\\s*<(?:failure|error) [^>]*>([^<]*)<`))?.[1],
  github: (found: VerifyReport, id: string) =>
    report("github", found)
      .match(new RegExp(`title=${id}::(.*)`))?.[1]
      ?.replaceAll("%0A", "\n"),
  sarif: (found: VerifyReport, id: string) =>
    JSON.parse(report("sarif", found)).runs[0].results.find((one: Result) => placeOf(one) === id)?.message.text,
};
type Result = {
  readonly locations: readonly { readonly logicalLocations: readonly { fullyQualifiedName: string }[] }[];
};
const placeOf = ({ locations }: Result) => locations[0]?.logicalLocations[0]?.fullyQualifiedName;

for (const kind of ["junit", "github", "sarif"] as const) {
  test(`${kind} shows why a connect failed, at the check that it explains and nowhere else`, async () => {
    const server = await empty();
    const found = await reportOn(server, document("shelf.openapi.yaml"), document("talk.asyncapi.yaml"));
    for (const { id, diagnosis } of explained(found)) {
      const text = shownBy[kind](found, id) ?? "";
      expect(text).toContain(`\nwhy: ${diagnosis?.answer}\n`);
      for (const { certainty, page } of diagnosis?.causes ?? []) expect(text).toContain(`\n${certainty}: ${page}`);
    }
    expect(report(kind, found).match(/why: /g)).toHaveLength(explained(found).length);
  });

  test(`${kind} shows why nothing can be reached`, async () => {
    const server = await empty();
    await server.close();
    const contract = await loadContract(document("shelf.openapi.yaml"));
    const found = await verify({ contract, url: server.url });
    const id = kind === "github" ? found.tool.name : (found.checks.find(({ unprobed }) => !unprobed)?.id ?? "");
    const text = shownBy[kind](found, id) ?? "";
    expect(text).toContain(`why: ${found.diagnosis?.answer}\ncertain: docs/causes/nothing-listening.md`);
  });
}

test("sarif has the reason as data too, of a check and of the whole run", async () => {
  const server = await empty();
  const found = await reportOn(server, document("shelf.openapi.yaml"));
  const unreached = await verify({ contract: await loadContract(document("shelf.openapi.yaml")), url: server.url });
  const [run] = JSON.parse(report("sarif", found)).runs;
  const told = run.results.filter((one: { properties?: object }) => one.properties !== undefined);
  expect(told.map(({ properties }: { properties: object }) => properties)).toEqual(
    explained(found).map(({ diagnosis }) => ({ diagnosis })),
  );
  expect(JSON.parse(report("sarif", unreached)).runs[0].properties.diagnosis).toEqual(unreached.diagnosis);
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
