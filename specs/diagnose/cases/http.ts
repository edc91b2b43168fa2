import { http, type RawServer } from "../../verify/raw-server.ts";
import { type Case, type Found, type Given, hides, missing, plainly, type Served } from "./case.ts";
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
      missing("/missing", { origin }),
      // What a stranger is told is not all that there is.
      plainly("/hidden", { "access-refused": "likely" }),
      plainly("/hidden", {}, { headers: { "x-key": "one" } }),
      hides("/guarded/item"),
      plainly("/guarded/item", {}, { headers: { "x-key": "one" } }),
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
      missing("/missing"),
      hides("/guarded/item"),
      plainly("/ws/http-only/", { "trailing-slash": "certain" }),
      plainly("/ws/ok", { "http-url-of-a-socket": "certain" }),
      ...bodies,
    ].map(asHttp),
  },
  {
    name: "uvicorn-auto-unlisted@zoo, asked over HTTP",
    start: zoo("uvicorn-auto-unlisted@zoo"),
    cases: [
      missing("/missing"),
      hides("/guarded/item"),
      plainly("/guarded/item", {}, { headers: { "x-key": "one" } }),
      plainly("/hidden", { "access-refused": "likely" }),
    ].map(asHttp),
  },
  {
    name: "vite, asked over HTTP",
    start: zoo("vite"),
    cases: [asHttp(plainly("/api/health", { "spa-fallback": "certain" }))],
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
  {
    name: "another service",
    start: own(() => http((_, response) => response.writeHead(404).end("no"))),
    cases: [
      missing(
        "/health",
        { contract: "video-studio" },
        { "another-service": "likely", "cors-preflight-refused": "certain" },
      ),
    ].map(asHttp),
  },
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
