import type { Seen } from "../facts.ts";
import { behindHttp, lateBehind } from "./behind.ts";
import { all, type Cause, either, not, sign } from "./cause.ts";
import {
  answered,
  anyFront,
  ended,
  getAsControl,
  isHtml,
  isHttpUrl,
  notServed,
  opened,
  stack,
  status,
} from "./signs.ts";

const path = ({ get }: Seen) => get?.path ?? "the path";
const allow = sign(["options", "get-origin"], (seen) => allowed(seen, "options") !== undefined);
const allowed = (seen: Seen, id: "options" | "get-origin") => seen[id]?.headers["access-control-allow-origin"];
const preflightRefused = sign(
  ["options"],
  ({ options }) => options.status !== undefined && options.headers["access-control-allow-origin"] === undefined,
);
const getLacks = sign(
  ["get-origin"],
  (seen) => seen["get-origin"].status !== undefined && allowed(seen, "get-origin") === undefined,
);
const fails = sign(["get-origin"], (seen) => (seen["get-origin"].status ?? 0) >= 500);
const spoken = sign(["protocol"], ({ protocol }) => protocol.speaks.length > 0);
const othersMissing = sign(
  ["contract-routes"],
  (seen) => seen["contract-routes"].asked.length > 0 && seen["contract-routes"].asked.every((one) => one.missing),
);
const postsThere = sign(
  ["post-empty"],
  (seen) => seen["post-empty"].status !== undefined && seen["post-empty"].status !== 404,
);
/** A router sends the other spelling of the slash here: it has the path, so its handler says 404. */
const slashLeadsHere = sign(["get", "get-slash"], ({ get, "get-slash": slash }) => {
  const to = slash.headers.location;
  if (to === undefined || !URL.canParse(to, "http://here")) return false;
  return new URL(to, "http://here").pathname === get.path.replace(/\?.*/, "");
});
/** Starlette has the path for another method, which a catch-all for GET would have it say of every path. */
const methodKnown = all(status("head", 405), stack("uvicorn", "starlette", "hypercorn", "daphne"));
const redirects = sign(["get"], ({ get }) => (get.status ?? 0) >= 300 && (get.status ?? 0) < 400);
const loops = sign(["get-followed"], (seen) => ["loop", "too-many"].includes(seen["get-followed"].end));
const leads = ({ get }: Seen) => get?.headers.location ?? "nowhere";
const toSlash = sign(["get"], ({ get }) => {
  const to = get.headers.location;
  if (to === undefined || !URL.canParse(to, "http://here")) return false;
  const [other, own] = [new URL(to, "http://here").pathname, get.path.replace(/\?.*/, "")];
  return other !== own && other.replace(/\/$/, "") === own.replace(/\/$/, "");
});

const table: readonly Cause[] = [
  {
    id: "spa-fallback",
    explains: "no route",
    seen: [status("get", 200), isHtml("get"), getAsControl],
    unseen: [spoken],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `${path(seen)} gets the page that every path gets: a fallback for a single-page app answers, not an API.`,
    fix: () =>
      "Point the URL at the API itself, or give the proxy (Vite: server.proxy) a rule for this path before the fallback.",
  },
  {
    id: "http-route-missing",
    explains: "no route",
    seen: [status("get", 404), getAsControl],
    unseen: [spoken, opened, postsThere, slashLeadsHere],
    // What a server lists is not all that it has, and a handler may say 404 by itself.
    certainty: [
      { is: "certain", when: [notServed] },
      { is: "possible", when: [either(stack("express", "fastify", "hono"), methodKnown)] },
      { is: "likely" },
    ],
    says: (seen) => `No route answers ${seen.get?.method} ${path(seen)}: a path that nobody has gets the same 404.`,
    fix: () =>
      "Correct the path (a prefix, a slash), or register the route and restart the server. A route for POST alone would answer 405.",
    apart: () => "the server's list of its routes: one that hides from strangers is not in /openapi.json",
  },
  {
    id: "access-refused",
    explains: "no route",
    seen: [status("get", 404), getAsControl],
    unseen: [spoken, opened, postsThere, notServed],
    certainty: [{ is: "likely", when: [either(slashLeadsHere, methodKnown)] }, { is: "possible" }],
    says: (seen) => `${path(seen)} may be hidden: a handler that does not know who asks can answer 404 by itself.`,
    fix: () => "Send what it asks for: --header authorization:…, a cookie, or an API key.",
    apart: () => "the same with a key (--header authorization:…)",
  },
  {
    id: "trailing-slash",
    explains: "no route",
    seen: [redirects, toSlash],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `${path(seen)} is redirected to ${leads(seen)}: only the slash at the end differs, and a POST or a preflight does not survive it.`,
    fix: (seen) => `Ask ${leads(seen)} itself.`,
  },
  {
    id: "redirect-loop",
    explains: "no route",
    seen: [redirects, loops],
    unseen: [toSlash],
    certainty: [{ is: "certain" }],
    says: (seen) => `Redirects lead nowhere: ${seen["get-followed"]?.hops.slice(0, 3).join(", then ")}.`,
    fix: () =>
      "Look at the rules of the proxy and the server: two of them undo each other (http and https, or the slash).",
  },
  {
    id: "redirected",
    explains: "no route",
    seen: [redirects],
    unseen: [toSlash, loops],
    certainty: [{ is: "likely" }],
    says: (seen) => `${path(seen)} is redirected to ${leads(seen)}: a login, or another host.`,
    fix: (seen) => `Ask ${leads(seen)} itself (--follow goes there), or send what lets you in.`,
  },
  {
    id: "access-refused",
    explains: "no route",
    seen: [status("get", 401, 403, 407)],
    certainty: [{ is: "certain", when: [not(getAsControl)] }, { is: "likely" }],
    says: (seen) => `The server refuses ${path(seen)} with ${seen.get?.status}: it asks who you are.`,
    fix: () => "Send what it asks for: --header authorization:…, a cookie, or an API key.",
  },
  ...behindHttp,
  {
    id: "server-error",
    explains: "server fails",
    seen: [status("get", 500, 501, 505, 507)],
    unseen: [spoken],
    certainty: [{ is: "likely" }],
    says: (seen) => `The server fails on ${path(seen)} with ${seen.get?.status}.`,
    fix: () => "Look at the traceback in the server's log (--log FILE).",
  },
  {
    id: "hangs-before-answer",
    explains: "server fails",
    seen: [either(all(ended("get", "silent"), answered("get-control")), lateBehind("get"))],
    certainty: [{ is: "likely", when: [not(lateBehind("get-control"))] }, { is: "possible" }],
    says: (seen) =>
      `The handler of ${path(seen)} took the request and did not answer in time${seen["get-control"]?.status === 504 ? "" : "; other paths answer"}.`,
    fix: () => "Look at what the handler waits for: a database, a lock, another service, a call that blocks.",
    apart: () => "the server's log while it waits; the same asked past the proxy, where one stands in front",
  },
  {
    id: "error-without-cors",
    explains: "no access from the page",
    seen: [fails, getLacks],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The server fails with ${seen["get-origin"]?.status}, and that answer has no CORS headers: a browser calls it a CORS error, and it is none.`,
    fix: () =>
      "Put right what fails; the CORS settings are not the reason. An exception passes the middleware by, so its 500 carries no CORS headers.",
  },
  {
    id: "cors-preflight-refused",
    explains: "no access from the page",
    seen: [preflightRefused],
    unseen: [fails],
    certainty: [{ is: "certain" }],
    says: (seen) =>
      `The preflight is refused (${seen.options?.status}${seen.options?.body ? `, ${seen.options.body.slice(0, 40)}` : ""}): a browser does not let the page ask.`,
    fix: () =>
      "Add the frontend's origin, scheme, host and port, to the server's CORS settings: localhost and 127.0.0.1 are two origins.",
  },
  {
    id: "cors-origin-missing",
    explains: "no access from the page",
    seen: [getLacks, either(status("get-origin", 200), status("get-origin", 201)), allow],
    unseen: [preflightRefused, fails],
    certainty: [{ is: "certain" }],
    says: () => "The answer has no Access-Control-Allow-Origin: curl sees it, and a browser keeps it from the page.",
    fix: () => "Add the frontend's origin to the server's CORS settings.",
  },
];

const anotherService: Cause = {
  id: "another-service",
  explains: "another server",
  seen: [othersMissing],
  unseen: [spoken, anyFront],
  certainty: [{ is: "likely" }],
  says: (seen) =>
    `Another service has this port: none of the contract's routes is there (${seen["contract-routes"]?.asked.map((one) => one.path).join(", ")}).${seen.openapi?.title ? ` Its own title is ${seen.openapi.title}.` : ""}`,
  fix: (seen) =>
    `Look at which process has the port${seen.listener ? ` (process ${seen.listener.owners[0]?.pid}: ${seen.listener.owners[0]?.command.slice(0, 60)})` : ""}, and correct the port of either.`,
  apart: () => "which process has the port",
};

/** What plain HTTP says is wrong. */
export const httpCauses: readonly Cause[] = [
  anotherService,
  ...table.map((cause) => ({ ...cause, seen: [isHttpUrl, ...cause.seen] })),
];
