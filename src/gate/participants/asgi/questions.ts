/** One request to an ASGI server; `upgrade` asks for a WebSocket. */
export interface Question {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly upgrade?: true;
}

const json = { "content-type": "application/json" };
const post = { method: "POST", path: "/items" } as const;
const get = { method: "GET" } as const;
const upgrade = { method: "GET", upgrade: true } as const;
const key = { "sec-websocket-key": "d2lyZWNoZWNrd2lyZWNoZQ==" };
const preflight = (origin: string) => ({ origin, "access-control-request-method": "POST" });

/** What every ASGI stack is asked, whatever application it can run: what frontends see of it when they are wrong. */
export const questions: readonly Question[] = [
  { name: "GET of a route", ...get, path: "/health" },
  { name: "HEAD of a route", method: "HEAD", path: "/health" },
  { name: "GET of an unknown path", ...get, path: "/nope" },
  { name: "another method", method: "DELETE", path: "/items" },
  { name: "a trailing slash", ...get, path: "/health/" },
  { name: "a path parameter of a wrong type", ...get, path: "/items/one" },
  { name: "a handler that fails", ...get, path: "/fails", headers: { origin: "http://localhost:3000" } },
  { name: "a body that is right", ...post, headers: json, body: '{"name":"one","count":1}' },
  { name: "a body without what is required", ...post, headers: json, body: "{}" },
  { name: "a body of wrong types", ...post, headers: json, body: '{"name":1,"count":"one"}' },
  { name: "a body that is no JSON", ...post, headers: json, body: "{" },
  { name: "an empty body", ...post, headers: json },
  { name: "a body without Content-Type", ...post, body: '{"name":"one","count":1}' },
  {
    name: "a body as text/plain",
    ...post,
    headers: { "content-type": "text/plain" },
    body: '{"name":"one","count":1}',
  },
  {
    name: "a preflight of an allowed origin",
    method: "OPTIONS",
    path: "/items",
    headers: preflight("http://localhost:3000"),
  },
  {
    name: "a preflight of another origin",
    method: "OPTIONS",
    path: "/items",
    headers: preflight("http://localhost:3999"),
  },
  { name: "an upgrade", ...upgrade, path: "/ws", headers: key },
  { name: "an upgrade of an unknown path", ...upgrade, path: "/nope", headers: key },
  { name: "an upgrade of an HTTP route", ...upgrade, path: "/health", headers: key },
  { name: "an upgrade with a trailing slash", ...upgrade, path: "/ws/", headers: key },
  { name: "an upgrade without a key", ...upgrade, path: "/ws" },
  { name: "an upgrade of version 8", ...upgrade, path: "/ws", headers: { ...key, "sec-websocket-version": "8" } },
  { name: "an upgrade that the handler refuses", ...upgrade, path: "/ws/refuses", headers: key },
  { name: "an upgrade that the handler denies with 401", ...upgrade, path: "/ws/denies", headers: key },
  { name: "an upgrade without a required query", ...upgrade, path: "/ws/query", headers: key },
];
