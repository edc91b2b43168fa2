import type { Heard, Protocol } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { ask } from "./ask.ts";
import { problemsIn, refusalsIn } from "./refusals.ts";
import { got } from "./tell.ts";

/**
 * Whether a POST may be made: the contract says that the endpoint may be asked, or the server itself describes an AG-UI
 * run. What is posted lacks what each of them requires, so nothing is ever run.
 */
async function mayPost(lab: Lab): Promise<NotMade | undefined> {
  const { target, endpoints, client } = lab.settings;
  if (target.socket) return new NotMade("the target is a socket");
  const posts = endpoints.filter((one) => one.transport === "http" && one.method === "POST");
  if (posts.some(({ probe }) => probe === "safe")) return undefined;
  if (endpoints.length > 0 && posts.length === 0) return new NotMade("the contract has no POST there");
  if (client || (await lab.see("openapi"))?.run) return undefined;
  if (isRuntime(await lab.see("get")) || isInfo(await lab.see("info"))) return undefined;
  return new NotMade(
    "POST may change something, and nothing says what the endpoint is: --contract ag-ui or copilotkit does",
  );
}

type PostId = "post-empty" | "post-info" | "post-graphql";

function post<K extends PostId>(id: K, what: string, value: unknown): Probe<K> {
  return {
    id,
    async make(lab) {
      const no = await mayPost(lab);
      if (no) return no;
      return (await ask(lab, json(lab, value))) as Heard & NotMade;
    },
    tell: ((heard: Heard) => `POST of ${what}: ${got(heard)}`) as Probe<K>["tell"],
  };
}

const json = (lab: Lab, value: unknown) => ({
  method: "POST",
  url: lab.settings.target.url,
  headers: { "content-type": "application/json", ...(lab.settings.origin && { origin: lab.settings.origin }) },
  body: JSON.stringify(value),
});

export const posts = [
  post("post-empty", "{}", {}),
  // Whoever reads a log has to tell it from a client's.
  post("post-info", "an info envelope", { method: "info", params: { by: "wirecheck" } }),
  post("post-graphql", "a GraphQL query", { query: "{__typename}" }),
] as const;

/** A run that lacks its ids, with what not every SDK takes: a validator names all that it refuses at once. */
export const newest: Probe<"post-newest"> = {
  id: "post-newest",
  async make(lab) {
    const no = await mayPost(lab);
    if (no) return no;
    const heard = await ask(lab, { ...json(lab, unlikely), whole: true });
    if (heard instanceof NotMade) return heard;
    return { ...heard, ...refusedIn(heard) };
  },
  tell: (heard) => {
    if (heard.refused.length > 0) return `a run without ids: it refuses ${heard.refused.join(", ")}`;
    return `a run without ids: ${heard.missing.length > 0 ? `${heard.status}, it misses ${heard.missing.join(", ")}` : got(heard)}`;
  },
};

/** What an answer to a run refuses and misses. */
export function refusedIn({ status, body }: Heard) {
  const problems = status === 422 ? problemsIn(body) : [];
  const of = (type: RegExp) => problems.filter((one) => type.test(one.type)).map(({ loc }) => loc.slice(5));
  return {
    refused: of(/^extra_forbidden$|value_error\.extra/),
    missing: of(/missing/),
    refuses: refusalsIn(problems).map(({ id }) => id),
  };
}

const unlikely = {
  protocolVersion: "1.0",
  resume: [],
  messages: [
    { role: "user", content: "wirecheck" },
    { role: "wirecheck", content: "" },
    { role: "activity", content: {} },
    { role: "reasoning", content: "wirecheck" },
    { role: "tool", content: "wirecheck" },
    { role: "user", content: [{ type: "text", text: "wirecheck" }] },
  ],
  tools: [{ name: "wirecheck", description: "" }],
  context: [{ description: "wirecheck", value: {} }],
};

/** What the endpoint understands, by what it answers to questions of each kind. */
export const protocol: Probe<"protocol"> = {
  id: "protocol",
  async make(lab) {
    const { target } = lab.settings;
    if (target.socket) return new NotMade("the target is a socket");
    const [get, info, empty, envelope, graphql] = await Promise.all([
      lab.see("get"),
      lab.see("info"),
      lab.see("post-empty"),
      lab.see("post-info"),
      lab.see("post-graphql"),
    ]);
    const run = (await lab.see("openapi"))?.run ?? false;
    if (!empty && !isRuntime(get) && !isInfo(info) && !run)
      return new NotMade("no question of a protocol could be asked");
    const speaks: Protocol[] = [];
    if (run || isRunRefusal(empty)) speaks.push("ag-ui");
    if (isRuntime(get) || (graphql?.status === 200 && /"__typename"|"data"/.test(graphql.body))) speaks.push("graphql");
    if (isInfo(envelope) || (empty?.status === 400 && /Missing method field/.test(empty.body))) speaks.push("envelope");
    if (isInfo(info)) speaks.push("rest");
    const agents = [info, envelope].map(agentsIn).find((one) => one !== undefined);
    return { speaks, ...(agents && { agents }) };
  },
  tell: ({ speaks, agents }) =>
    `the endpoint understands ${speaks.map((one) => names[one]).join(" and ") || "none of the protocols asked for"}${agents ? `; its agents: ${agents.join(", ") || "none"}` : ""}`,
};

export const names: Readonly<Record<Protocol, string>> = {
  "ag-ui": "AG-UI",
  graphql: "CopilotKit's GraphQL",
  envelope: "CopilotKit's envelope",
  rest: "CopilotKit's REST routes",
};

/** FastAPI with ag_ui's RunAgentInput refuses `{}` by naming these. */
const isRunRefusal = (heard: Heard | undefined) =>
  (heard?.status === 422 || heard?.status === 400) && /threadId/.test(heard.body) && /runId/.test(heard.body);

/** A runtime tells its version with every answer, of paths that it has not too. */
const isRuntime = (heard: Heard | undefined) =>
  heard !== undefined &&
  heard.status !== 404 &&
  ("x-copilotkit-runtime-version" in heard.headers || /"Must provide query string/.test(heard.body));

const isInfo = (heard: Heard | undefined) =>
  heard?.status === 200 && /"agents"\s*:/.test(heard.body) && /"version"/.test(heard.body);

function agentsIn(heard: Heard | undefined): string[] | undefined {
  if (!isInfo(heard)) return undefined;
  try {
    const { agents } = JSON.parse((heard as Heard).body) as { agents?: object };
    return agents && typeof agents === "object" ? Object.keys(agents) : undefined;
  } catch {
    return undefined;
  }
}
