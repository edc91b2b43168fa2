import { type Case, type Found, type Given, missing, plainly, type Served } from "./case.ts";
import { backend } from "./start.ts";

const path = "/api/copilotkit";
const asHttp = (one: Case): Case => ({ ...one, scheme: "http" });
const support = { contract: "customer-support" };
const elsewhere = "http://127.0.0.1:3999";

const defects: readonly (readonly [defect: string | undefined, found: Found])[] = [
  [undefined, {}],
  ["cors-missing", { "cors-preflight-refused": "certain" }],
  ["crlf-framing", { "crlf-framing": "certain" }],
  ["truncated-run", { "truncated-run": "certain" }],
  ["error-in-200", { "error-in-200": "certain" }],
  ["missing-message-start", { "run-out-of-order": "certain" }],
];

const graphql = { contract: "copilotkit@1.10.6" };
const oldest = { contract: "copilotkit@1.9.3" };
const envelope = { contract: "copilotkit@1.50.0" };
const either = { contract: "copilotkit@1.74.0" };
const routes = { contract: "copilotkit/@copilotkit/runtime/v2" };
const agUi = { contract: "ag-ui" };
const agent = (name: string): Given => ({ ...either, parameters: { agent: name } });

type Row = readonly [path: string, given: Given, found: Found];

/** What each client meets at each runtime. */
const runtimes: Readonly<Record<string, readonly Row[]>> = {
  "1.10.6": [
    [path, graphql, {}],
    [path, oldest, {}],
    [path, envelope, { "new-client-on-graphql-runtime": "certain" }],
    [path, either, { "new-client-on-graphql-runtime": "certain" }],
    [path, agUi, { "ag-ui-client-on-runtime": "certain" }],
  ],
  "1.75.0": [
    [path, graphql, { "graphql-client-on-new-runtime": "certain" }],
    [path, envelope, {}],
    [path, either, {}],
    [path, agent("ghost"), { "agent-unknown": "certain" }],
    [path, agent("default"), { "agent-unknown": "certain" }],
    [path, agent("customer_support_agent"), {}],
    [path, routes, { "routes-on-single-endpoint-runtime": "certain" }],
    ["/v2/copilotkit", either, {}],
    ["/v2/copilotkit", routes, {}],
    ["/v2/copilotkit", envelope, { "envelope-on-multi-route-runtime": "certain" }],
    ["/v2/copilotkit", graphql, { "graphql-client-on-new-runtime": "certain" }],
    ["/v2/copilotkit", agUi, { "ag-ui-client-on-runtime": "certain" }],
  ],
};

/** AG-UI endpoints and CopilotKit's runtimes, and clients that speak their language or another one. */
export const protocol: readonly Served[] = [
  ...defects.map(([defect, found]) => ({
    name: `customer-support with ${defect ?? "no defect"}`,
    start: backend("customer-support", { ...(defect && { defect }) }),
    cases: [
      plainly(path, found, support),
      plainly(path, { ...found, "cors-preflight-refused": "certain" }, { ...support, origin: elsewhere }),
    ].map(asHttp),
  })),
  {
    name: "customer-support with mounted-elsewhere",
    start: backend("customer-support", { defect: "mounted-elsewhere" }),
    cases: [
      missing(path, support),
      missing(path, { ...support, origin: elsewhere }, { "cors-preflight-refused": "certain" }),
    ].map(asHttp),
  },
  {
    name: "customer-support, and clients of CopilotKit",
    start: backend("customer-support"),
    cases: [
      plainly(path, { "graphql-client-on-ag-ui-endpoint": "certain" }, graphql),
      plainly(path, { "envelope-client-on-ag-ui-endpoint": "certain" }, envelope),
      plainly(path, { "envelope-client-on-ag-ui-endpoint": "certain" }, either),
      plainly("/health", {}),
    ].map(asHttp),
  },
  {
    name: "customer-support on 2025-10, which refuses the newest client's key and serves all others",
    start: backend("customer-support", { stack: "2025-10" }),
    cases: [
      plainly(path, {}),
      plainly(path, {}, { contract: "ag-ui@0.0.59" }),
      plainly(path, { "key-refused-by-old-sdk": "certain" }, { contract: "ag-ui@1.0.0" }),
    ].map(asHttp),
  },
  ...Object.entries(runtimes).map(([stack, rows]) => ({
    name: `copilotkit-runtime ${stack}`,
    start: backend("copilotkit-runtime", { stack }),
    cases: [
      ...rows.map(([at, given, found]) => plainly(at, found, given)),
      ...(stack === "1.10.6" ? [missing("/elsewhere", graphql)] : []),
    ].map(asHttp),
  })),
  {
    name: "copilotkit-runtime 1.75.0 without agents",
    start: backend("copilotkit-runtime", { stack: "1.75.0", env: { WIRECHECK_AGENTS: "none" } }),
    cases: [
      asHttp(plainly(path, { "runtime-without-agents": "certain" }, either)),
      asHttp(plainly(path, { "agent-unknown": "certain" }, agent("ghost"))),
    ],
  },
];
