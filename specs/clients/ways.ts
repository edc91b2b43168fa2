/** One way in which a client of some version and its backend talk. */
export interface Way {
  readonly title: string;
  /** Version of react-core and react-ui. */
  readonly client: string;
  readonly contract: string;
  /** The real runtime, and its path. */
  readonly runtime: string;
  readonly path: string;
  /** More of the page's query. */
  readonly more: Readonly<Record<string, string>>;
  /** What the console says though all is well. */
  readonly console: readonly string[];
}

const endpoint = { path: "/api/copilotkit", more: {}, console: [] };
const newest = { client: "1.74.0", contract: "copilotkit@1.74.0", runtime: "1.75.0", path: "/api/copilotkit" };
/** Routes are tried first, and the browser tells of the refusal. */
const tried = "error: Failed to load resource: the server responded with a status of 405 (Method Not Allowed)";

export const ways: readonly Way[] = [
  { ...endpoint, title: "1.9.3, GraphQL", client: "1.9.3", contract: "copilotkit@1.9.3", runtime: "1.9.3" },
  { ...endpoint, title: "1.10.6, GraphQL", client: "1.10.6", contract: "copilotkit@1.10.6", runtime: "1.10.6" },
  { ...endpoint, title: "1.50.0, envelope", client: "1.50.0", contract: "copilotkit@1.50.0", runtime: "1.50.0" },
  { ...newest, title: "1.74.0, envelope after routes were refused", more: {}, console: [tried] },
  { ...newest, title: "1.74.0, envelope", more: { single: "1" }, console: [] },
  {
    ...newest,
    title: "1.74.0, routes",
    contract: "copilotkit/@copilotkit/runtime/v2@1.75.0",
    path: "/v2/copilotkit",
    more: {},
    console: [],
  },
];
