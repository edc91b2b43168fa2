import type { Json } from "../../../edit.ts";
import type { Thread } from "../../../world/runs.ts";
import type { Answer, Call } from "../../behaviour.ts";
import { json, methodNotAllowed, noPlatform, notFound, nothing } from "./answers.ts";
import { messagesOf, stateOf } from "./past.ts";

type Asked = Pick<Call, "world">;

const mutations = () => noPlatform("Thread operations require");

/** The routes of threads, as a path and what each method does there; `*` stands for the thread. */
const routes: readonly {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, (asked: Asked, id: string, query: URLSearchParams) => Answer>>;
}[] = [
  { path: /^\/threads$/, methods: { GET: list } },
  {
    path: /^\/threads\/clear$/,
    methods: {
      POST({ world }) {
        world.runs.clear();
        return nothing;
      },
    },
  },
  { path: /^\/threads\/subscribe$/, methods: { POST: mutations } },
  {
    path: /^\/threads\/([^/]+)\/messages$/,
    methods: { GET: (call, id) => ok({ messages: messagesOf(threadOf(call, id)) }) },
  },
  { path: /^\/threads\/([^/]+)\/events$/, methods: { GET: (call, id) => ok({ events: eventsOf(call, id) }) } },
  { path: /^\/threads\/([^/]+)\/state$/, methods: { GET: (call, id) => ok({ state: stateOf(eventsOf(call, id)) }) } },
  { path: /^\/threads\/([^/]+)\/archive$/, methods: { POST: mutations } },
  { path: /^\/threads\/([^/]+)$/, methods: { PATCH: mutations, DELETE: mutations } },
  { path: /^\/annotate$/, methods: { POST: () => noPlatform("annotate requires") } },
];

const ok = (body: unknown) => json(200, body);

/**
 * Answers what is asked of the threads, by their routes or through the envelope.
 *
 * @param target path and query, relative to the runtime
 */
export function askThreads(asked: Asked, method: string, target: string): Answer {
  const [pathname = "", query = ""] = target.split("?", 2);
  for (const { path, methods } of routes) {
    const [found, id = ""] = path.exec(pathname) ?? [];
    if (found === undefined) continue;
    const answer = methods[method.toUpperCase()];
    return answer
      ? answer(asked, decoded(id), new URLSearchParams(query))
      : methodNotAllowed(Object.keys(methods).join(", "));
  }
  return notFound;
}

function list({ world }: Asked, _: string, query: URLSearchParams): Answer {
  const wanted = query.get("agentId");
  const threads = world.runs.threads().map(([id, thread]) => told(id, thread));
  return ok({ threads: threads.filter(({ agentId }) => !wanted || agentId === wanted), nextCursor: null });
}

const told = (id: string, { agentId, createdAt, updatedAt }: Thread): Json => ({
  id,
  name: null,
  agentId,
  organizationId: "",
  createdById: "",
  archived: false,
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});

const threadOf = ({ world }: Asked, id: string) => world.runs.thread(id);
const eventsOf = (asked: Asked, id: string): readonly Json[] => threadOf(asked, id)?.runs.flat() ?? [];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
