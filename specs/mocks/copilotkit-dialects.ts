import { expect } from "@playwright/test";
import { judgeExchange } from "../../contracts/index.ts";
import { question } from "../support/runs.ts";
import { type inProcess, Written } from "./in-process.ts";

export const agentId = "customer_support_agent";
export const gone = { type: "RUN_ERROR", message: "This operation was aborted", code: "abort", rawEvent: {} };
type Mock = Awaited<ReturnType<typeof inProcess>>;

/** How a mock is spoken to: one URL for envelopes, or a route each. */
interface Dialect {
  readonly contract: string;
  /** Whether it is of 1.50, which knows less. */
  readonly first: boolean;
  run(mock: Mock, body: object, agent?: string, wire?: Written): Promise<Written>;
  connect(mock: Mock, body: object): Promise<Written>;
  stop(mock: Mock, threadId: string, body?: object): Promise<Written>;
  threads(mock: Mock, path: string, method?: string): Promise<Written>;
}

const envelope = (version: string): Dialect => {
  const open = (mock: Mock, method: string, params: object, body?: object, wire?: Written) =>
    mock.ask("POST", "/", { method, params, body }, {}, wire);
  return {
    contract: `copilotkit@${version}`,
    first: version === "1.50.0",
    run: (mock, body, agent = agentId, wire) => open(mock, "agent/run", { agentId: agent }, body, wire),
    connect: (mock, body) => open(mock, "agent/connect", { agentId }, body),
    stop: (mock, threadId, body) => open(mock, "agent/stop", { agentId, threadId }, body),
    threads: (mock, path, httpMethod = "GET") => open(mock, "resource/request", { path, httpMethod }),
  };
};
const routes = (version: string): Dialect => {
  const at = (mock: Mock, path: string, body: object | undefined, wire?: Written) =>
    mock.ask("POST", path, body, {}, wire);
  return {
    contract: `copilotkit/@copilotkit/runtime/v2@${version}`,
    first: version === "1.50.0",
    run: (mock, body, agent = agentId, wire) => at(mock, `/agent/${agent}/run`, body, wire),
    connect: (mock, body) => at(mock, `/agent/${agentId}/connect`, body),
    stop: (mock, threadId, body) => at(mock, `/agent/${agentId}/stop/${threadId}`, body),
    threads: (mock, path, method = "GET") => mock.ask(method, path),
  };
};
export const dialects = [envelope("1.50.0"), envelope("1.74.0"), routes("1.50.0"), routes("1.75.0")];

/** Everything that was said keeps the contract, but for some rules; and no run is open. */
export function expectKept(mock: Mock, ...but: string[]) {
  const known = mock.exchanges().filter(({ endpoint }) => endpoint !== undefined);
  const broken = known.flatMap((exchange) => judgeExchange(mock.contract, exchange, { mode: "strict" }).violations);
  expect(broken.map(({ rule }) => rule)).toEqual(but);
  expect(mock.world.runs.open).toBe(0);
}

export const input = (content: string, id: string, more: object = {}) => ({
  ...question(content, "t1"),
  runId: `run-${id}`,
  messages: [{ id, role: "user", content }],
  ...more,
});
export const typesOf = (events: readonly { type?: unknown }[]) => events.map(({ type }) => type);
/** A wire whose client does something once a text was written. */
export function wireThat(act: (wire: Written) => void, once: string): Written {
  const wire = new Written();
  const write = wire.write.bind(wire);
  wire.write = (text) => {
    write(text);
    if (text.includes(once)) act(wire);
  };
  return wire;
}
