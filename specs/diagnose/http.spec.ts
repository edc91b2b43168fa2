import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend, startZoo } from "../../fixtures/backends/index.mjs";
import type { DiagnoseOptions } from "../../src/diagnose/index.ts";
import { http, type RawServer } from "../verify/raw-server.ts";
import { agent, sse } from "./agent.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";

type Given = Omit<DiagnoseOptions, "url" | "contract"> & { readonly contract?: string };
type Found = Readonly<Record<string, string>>;

/** Longer than people wait: these machines may be busy, and what is slow is evidence. */
const budget = 12_000;

async function found(url: string, { contract, ...more }: Given = {}): Promise<Found> {
  const result = await diagnosed({ url, budget, ...more, ...(contract && { contract: await loadContract(contract) }) });
  const causes = causesOf(result);
  if (Object.keys(causes).length === 0)
    expect([url, result.verdict, result.answer]).toEqual([url, "pass", result.answer]);
  return causes;
}

const support = { contract: "customer-support" };
const defects: readonly (readonly [defect: string | undefined, found: Found])[] = [
  [undefined, {}],
  ["cors-missing", { "cors-preflight-refused": "certain" }],
  ["mounted-elsewhere", { "http-route-missing": "certain" }],
  ["crlf-framing", { "crlf-framing": "certain" }],
  ["truncated-run", { "truncated-run": "certain" }],
  ["error-in-200", { "error-in-200": "certain" }],
  ["missing-message-start", { "run-out-of-order": "certain" }],
];

for (const [defect, wanted] of defects) {
  test(`customer-support with ${defect ?? "no defect"}`, async () => {
    const backend = await startBackend({ name: "customer-support", ...(defect && { defect }) });
    const causes = await found(`${backend.url}/api/copilotkit`, support);
    const asked = await found(`${backend.url}/api/copilotkit`, { ...support, origin: "http://127.0.0.1:3999" });
    await backend.stop();
    expect(causes).toEqual(wanted);
    expect(asked).toMatchObject({ "cors-preflight-refused": "certain" });
  });
}

test("an old SDK refuses the newest client's key, and serves all others", async () => {
  const backend = await startBackend({ name: "customer-support", stack: "2025-10" });
  const url = `${backend.url}/api/copilotkit`;
  const causes = [
    await found(url),
    await found(url, { contract: "ag-ui@0.0.59" }),
    await found(url, { contract: "ag-ui@1.0.0" }),
  ];
  await backend.stop();
  expect(causes).toEqual([{}, {}, { "key-refused-by-old-sdk": "certain" }]);
});

const graphql = { contract: "copilotkit@1.10.6" };
const envelope = { contract: "copilotkit@1.50.0" };
const either = { contract: "copilotkit@1.74.0" };
const agUi = { contract: "ag-ui" };

/** Runtimes, their addresses, and what each client meets there. */
const runtimes: readonly {
  readonly stack: string;
  readonly asked: readonly (readonly [path: string, given: Given, found: Found])[];
}[] = [
  {
    stack: "1.10.6",
    asked: [
      ["/api/copilotkit", graphql, {}],
      ["/api/copilotkit", envelope, { "new-client-on-graphql-runtime": "certain" }],
      ["/api/copilotkit", either, { "new-client-on-graphql-runtime": "certain" }],
      ["/api/copilotkit", agUi, { "ag-ui-client-on-runtime": "certain" }],
    ],
  },
  {
    stack: "1.75.0",
    asked: [
      ["/api/copilotkit", graphql, { "graphql-client-on-new-runtime": "certain" }],
      ["/api/copilotkit", envelope, {}],
      ["/api/copilotkit", either, {}],
      ["/api/copilotkit", { ...either, parameters: { agent: "ghost" } }, { "agent-unknown": "certain" }],
      ["/api/copilotkit", { ...either, parameters: { agent: "customer_support_agent" } }, {}],
      ["/v2/copilotkit", either, {}],
      ["/v2/copilotkit", envelope, { "envelope-on-multi-route-runtime": "certain" }],
      ["/v2/copilotkit", graphql, { "graphql-client-on-new-runtime": "certain" }],
      ["/v2/copilotkit", agUi, { "ag-ui-client-on-runtime": "certain" }],
    ],
  },
];

for (const { stack, asked } of runtimes) {
  test(`copilotkit-runtime ${stack}: clients that it understands, and those that it does not`, async () => {
    const backend = await startBackend({ name: "copilotkit-runtime", stack });
    const causes: unknown[] = [];
    for (const [path, given] of asked) causes.push([path, given, await found(backend.url + path, given)]);
    await backend.stop();
    expect(causes).toEqual(asked);
  });
}

const agents: readonly (readonly [what: string, start: () => Promise<RawServer>, found: Found])[] = [
  [
    "runs well",
    () => agent((events) => ({ type: "text/event-stream", body: sse(events.map(({ timestamp, ...event }) => event)) })),
    {},
  ],
  [
    "answers JSON",
    () => agent((events) => ({ type: "application/json", body: JSON.stringify(events) })),
    { "not-a-stream": "certain" },
  ],
  [
    "holds its events back",
    () => agent((events) => ({ type: "text/event-stream", body: sse(events) })),
    { "proxy-buffers-stream": "likely" },
  ],
  [
    "has no key for its model",
    () =>
      agent(
        (events) => ({ type: "text/event-stream", body: sse(events) }),
        [{ type: "RUN_ERROR", message: "Missing key inputs argument! To use the API, provide GOOGLE_API_KEY" }],
      ),
    { "model-key-missing": "certain" },
  ],
];

for (const [what, start, wanted] of agents) {
  test(`an agent that ${what}`, async () => {
    const server = await start();
    const causes = await found(`${server.url}/run`, { contract: "ag-ui@0.0.59" });
    await server.close();
    expect(causes).toEqual(wanted);
  });
}

for (const [server, wanted] of [
  ["nginx", { "proxy-buffers-stream": "likely" }],
  ["nginx-unbuffered", {}],
] as const) {
  test(`an agent that streams, behind ${server}`, async () => {
    const agent = await startZoo("agent-slow");
    const front = await startZoo(server, { env: { ZOO_BEHIND: agent.url } });
    const causes = await found(`${front.url}/run`, { contract: "ag-ui@0.0.59" });
    await front.stop();
    await agent.stop();
    expect(causes).toEqual(wanted);
  });
}

const json = { "content-type": "application/json" };
const plain: readonly (readonly [
  what: string,
  start: () => Promise<RawServer>,
  path: string,
  given: Given,
  found: Found,
])[] = [
  [
    "a page for everything",
    () => http((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>")),
    "/api/health",
    {},
    { "spa-fallback": "certain" },
  ],
  [
    "a login",
    () => http((_, response) => response.writeHead(401, json).end('{"detail":"who are you"}')),
    "/api",
    {},
    { "access-refused": "likely" },
  ],
  [
    "a gateway without its server",
    () => http((_, response) => response.writeHead(502, { server: "nginx" }).end()),
    "/api",
    {},
    { "proxy-backend-down": "certain" },
  ],
  [
    "another service",
    () => http((_, response) => response.writeHead(404).end("no")),
    "/health",
    { contract: "video-studio" },
    { "another-service": "likely", "http-route-missing": "likely", "cors-preflight-refused": "certain" },
  ],
  [
    "an answer that CORS keeps from the page",
    () =>
      http((request, response) =>
        response
          .writeHead(
            request.method === "OPTIONS" ? 204 : 200,
            request.method === "OPTIONS" ? { "access-control-allow-origin": "*" } : {},
          )
          .end(),
      ),
    "/",
    { origin: "http://localhost:3000" },
    { "cors-origin-missing": "certain" },
  ],
];

for (const [what, start, path, given, wanted] of plain) {
  test(`plain HTTP: ${what}`, async () => {
    const server = await start();
    const causes = await found(server.url + path, given);
    await server.close();
    expect(causes).toEqual(wanted);
  });
}

test("plain HTTP of a real server: an error that a browser calls CORS, a slash, a socket asked as HTTP", async () => {
  const server = await startZoo("uvicorn-auto@zoo");
  const causes = {
    boom: await found(`${server.url}/boom`, { origin: "http://localhost:3000" }),
    slash: await found(`${server.url}/ws/http-only/`),
    socket: await found(`${server.url}/ws/ok`),
    fine: await found(`${server.url}/ws/http-only`),
  };
  await server.stop();
  expect(causes).toEqual({
    boom: { "server-error": "likely", "error-without-cors": "certain" },
    slash: { "trailing-slash": "certain" },
    socket: { "http-url-of-a-socket": "certain" },
    fine: {},
  });
});
