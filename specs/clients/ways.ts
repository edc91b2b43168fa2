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
  /** The status with which routes are refused where all is at one address; the browser tells the console of it. */
  readonly routes?: number;
}

const endpoint = { path: "/api/copilotkit", more: {} };
const newest = { client: "1.74.0", contract: "copilotkit@1.74.0", runtime: "1.75.0", path: "/api/copilotkit" };

export const ways: readonly Way[] = [
  { ...endpoint, title: "1.9.3, GraphQL", client: "1.9.3", contract: "copilotkit@1.9.3", runtime: "1.9.3" },
  { ...endpoint, title: "1.10.6, GraphQL", client: "1.10.6", contract: "copilotkit@1.10.6", runtime: "1.10.6" },
  { ...endpoint, title: "1.50.0, envelope", client: "1.50.0", contract: "copilotkit@1.50.0", runtime: "1.50.0" },
  {
    ...newest,
    title: "1.74.0, envelope after routes were refused",
    more: {},
    // The runtime's Node handler takes whatever stands below its address for its address.
    routes: 405,
  },
  { ...newest, title: "1.74.0, envelope", more: { single: "1" } },
  {
    ...newest,
    title: "1.74.0, routes",
    contract: "copilotkit/@copilotkit/runtime/v2@1.75.0",
    path: "/v2/copilotkit",
    more: {},
  },
];
