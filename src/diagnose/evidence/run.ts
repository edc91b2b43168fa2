import { randomBytes } from "node:crypto";
import { type Contract, type Exchange, type HttpEndpoint, judgeExchange } from "../../../contracts/index.ts";
import { converse } from "../../probe/index.ts";
import { NotMade, type Probe } from "../lab.ts";
import { withoutSecrets } from "../secrets.ts";

/** One run with one short message, in a thread of its own, where the contract says that it may be asked. */
export const run: Probe<"run"> = {
  id: "run",
  async make(lab) {
    const { target, contract, endpoints, headers, origin } = lab.settings;
    const endpoint = endpoints.find(isRun);
    if (!contract || !endpoint) return new NotMade("no contract says that a run may be asked for here");
    if (!lab.settings.client?.speaks.includes("ag-ui")) return new NotMade("the client sends no runs by itself");
    if (endpoint.probe !== "safe") return new NotMade("the contract does not say that a run is safe to ask for");
    if (!(await lab.see("protocol"))?.speaks.includes("ag-ui"))
      return new NotMade("the endpoint does not understand a run");
    const id = `wirecheck-${randomBytes(6).toString("hex")}`;
    const message = { id: `${id}-1`, role: "user", content: "ping" };
    const input = {
      threadId: id,
      runId: `${id}-run`,
      state: {},
      messages: [message],
      tools: [],
      context: [],
      forwardedProps: {},
    };
    const exchange = await converse({
      url: target.url.href,
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "text/event-stream",
        ...(origin && { origin }),
        ...headers,
      },
      body: JSON.stringify(input),
      budgets: { firstFrame: lab.settings.budget * 0.7, total: lab.settings.budget * 0.8, bytes: 4 * 1024 * 1024 },
      signal: lab.signal,
      endpoint: endpoint.id,
    });
    return exchange.response ? factOf(contract, exchange) : new NotMade("the run was not answered");
  },
  tell({ status, type, events, error, broken, end }) {
    const said = error ? `, and says: ${error}` : "";
    const rules = broken.length > 0 ? `; it breaks ${broken.join(", ")}` : "";
    return `a run: ${status} ${type}, ${events.length} events, ended ${end}${said}${rules}`;
  },
};

const isRun = (endpoint: { transport: string }): endpoint is HttpEndpoint =>
  endpoint.transport === "http" &&
  (endpoint as HttpEndpoint).method === "POST" &&
  (endpoint as HttpEndpoint).answers.some(({ content }) => content.some(({ stream }) => stream));

function factOf(contract: Contract, exchange: Exchange) {
  const { response, frames, end } = exchange;
  const said = frames.filter(({ from }) => from === "server");
  const values = said.map(({ raw }) => eventOf(raw)).filter((one) => one !== undefined);
  const failed = values.find(({ type }) => type === "RUN_ERROR" || type === undefined);
  const text = failed?.message ?? failed?.error;
  const stamps = values.map(({ timestamp }) => timestamp).filter((one): one is number => typeof one === "number");
  const { violations } = judgeExchange(contract, exchange, { mode: "tolerant" });
  return {
    status: response?.status ?? 0,
    type: (response?.headers["content-type"] ?? "").split(";")[0] as string,
    events: values.map(({ type }) => String(type)).slice(0, 200),
    broken: [...new Set(violations.map(({ rule }) => rule))],
    ...(text !== undefined && { error: withoutSecrets(String(text)).slice(0, 200) }),
    came: said.length > 1 ? Math.round((said.at(-1)?.at ?? 0) - (said[0]?.at ?? 0)) : 0,
    ...(stamps.length > 1 && { made: Math.round(Math.max(...stamps) - Math.min(...stamps)) }),
    crlf: said.some(({ raw }) => raw.includes("\r\n")),
    end: end.how,
  };
}

function eventOf(raw: string): { type?: string; message?: unknown; error?: unknown; timestamp?: unknown } | undefined {
  const data = raw
    .split(/\r?\n/)
    .flatMap((line) => (line.startsWith("data:") ? [line.slice(5).trim()] : []))
    .join("\n");
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
