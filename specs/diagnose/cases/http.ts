import { http, type RawServer } from "../../verify/raw-server.ts";
import { type Case, type Found, type Given, plainly, type Served } from "./case.ts";
import { own, zoo } from "./start.ts";

const json = { "content-type": "application/json" };
const origin = "http://localhost:3000";

/** A server of a few lines, and one path of it. */
function once(name: string, start: () => Promise<RawServer>, path: string, found: Found, given: Given = {}): Served {
  return { name, start: own(start), cases: [{ ...plainly(path, found, given), scheme: "http" }] };
}

const asHttp = (one: Case): Case => ({ ...one, scheme: "http" });

/** FastAPI says it in the words of pydantic 2, and the old one in those of pydantic 1. */
const bodies = (
  [
    ["no JSON", '{"name":', { "body-not-json": "likely" }],
    ["a text", '"name"', { "body-not-object": "likely" }],
    ["nothing", "", { "body-not-object": "likely" }],
    ["what it takes", { name: "a" }, {}],
  ] as const
).map(([what, posted, found]) => ({ ...plainly("/posted", found, { log: { posted } }), what }));

/** What plain HTTP gets wrong. */
export const plain: readonly Served[] = [
  {
    name: "uvicorn-auto@zoo, asked over HTTP",
    start: zoo("uvicorn-auto@zoo"),
    cases: [
      plainly("/ws/http-only", {}),
      plainly("/posted", {}),
      plainly("/boom", { "server-error": "likely", "error-without-cors": "certain" }, { origin }),
      plainly("/ws/http-only", {}, { origin }),
      // A preflight is let through wherever its path leads.
      plainly("/missing", { "http-route-missing": "certain" }, { origin }),
      plainly("/ws/http-only", { "cors-preflight-refused": "certain" }, { origin: "http://127.0.0.1:3000" }),
      plainly("/ws/http-only/", { "trailing-slash": "certain" }),
      plainly("/ws/ok", { "http-url-of-a-socket": "certain" }),
      plainly("/hangs", { "hangs-before-answer": "likely" }),
      ...bodies,
    ].map(asHttp),
  },
  {
    name: "uvicorn-auto@zoo-old, asked over HTTP",
    start: zoo("uvicorn-auto@zoo-old"),
    cases: [
      plainly("/ws/http-only", {}, { origin }),
      plainly("/boom", { "server-error": "likely", "error-without-cors": "certain" }, { origin }),
      plainly("/missing", { "http-route-missing": "certain" }),
      plainly("/ws/http-only/", { "trailing-slash": "certain" }),
      plainly("/ws/ok", { "http-url-of-a-socket": "certain" }),
      ...bodies,
    ].map(asHttp),
  },
  {
    name: "vite, asked over HTTP",
    start: zoo("vite"),
    cases: [asHttp(plainly("/api/health", { "spa-fallback": "certain" }))],
  },
  {
    name: "vite-proxy before nobody, asked over HTTP",
    start: zoo("vite-proxy", ""),
    cases: [asHttp(plainly("/ws/health", { "proxy-backend-down": "likely" }))],
  },
  {
    name: "nginx before nobody, asked over HTTP",
    start: zoo("nginx", ""),
    cases: [asHttp(plainly("/health", { "proxy-backend-down": "certain" }))],
  },
  once(
    "a page for everything",
    () => http((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>")),
    "/api/health",
    { "spa-fallback": "certain" },
  ),
  once("a login", () => http((_, response) => response.writeHead(401, json).end('{"detail":"who are you"}')), "/api", {
    "access-refused": "likely",
  }),
  once(
    "a gateway without its server",
    () => http((_, response) => response.writeHead(502, { server: "nginx" }).end()),
    "/api",
    { "proxy-backend-down": "certain" },
  ),
  once(
    "another service",
    () => http((_, response) => response.writeHead(404).end("no")),
    "/health",
    { "another-service": "likely", "http-route-missing": "likely", "cors-preflight-refused": "certain" },
    { contract: "video-studio" },
  ),
  once(
    "an answer that CORS keeps from the page",
    () =>
      http(({ method }, response) =>
        response
          .writeHead(
            method === "OPTIONS" ? 204 : 200,
            method === "OPTIONS" ? { "access-control-allow-origin": "*" } : {},
          )
          .end(),
      ),
    "/",
    { "cors-origin-missing": "certain" },
    { origin },
  ),
];
