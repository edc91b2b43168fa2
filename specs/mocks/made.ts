import type { Answer, Contract, HttpEndpoint, JsonSchema, SocketEndpoint } from "../../contracts/index.ts";

/** An HTTP endpoint that promises as little as can be. */
export const route = (path: string, more: Partial<HttpEndpoint> = {}): HttpEndpoint => ({
  transport: "http",
  id: path.slice(1),
  summary: "",
  method: "GET",
  path,
  parameters: [],
  answers: [],
  order: [],
  ...more,
});

export const answer = (status: string, content: Partial<Answer["content"][number]> | undefined, more = {}): Answer => ({
  status,
  description: "",
  headers: {},
  content: content ? [{ mediaType: "application/json", stream: false, examples: [], ...content }] : [],
  ...more,
});

/** A socket that promises as little as can be. */
export const socket = (path: string, more: Partial<SocketEndpoint> = {}): SocketEndpoint => ({
  transport: "socket",
  id: path.slice(1),
  summary: "",
  path,
  parameters: [],
  handshake: { accepted: { status: 101, within: 1000 }, refused: [] },
  sends: [],
  accepts: [],
  frame: "any",
  order: [],
  ...more,
});

/** A user's contract. */
export const contractOf = (
  endpoints: Contract["endpoints"],
  more: Partial<Contract> = {},
  $defs: Readonly<Record<string, JsonSchema>> = {},
): Contract => ({
  name: "made",
  version: "1",
  line: "",
  title: "Made",
  digest: "",
  emptyPath: false,
  endpoints,
  schemas: { $defs: { any: {}, ...$defs } },
  unregistered: {},
  builtIn: false,
  ...more,
});
