import { type Contract, matchEndpoint } from "../../contracts/index.ts";
import { type Answer, behavioursOf } from "../play/index.ts";
import { editsFor, said } from "./active.ts";
import type { Asked } from "./decide.ts";
import type { Site } from "./site.ts";
import type { Target } from "./target.ts";

/**
 * What the stack answers where nothing is: 405 where the path is another method's, else 404.
 *
 * @param absent the path is an endpoint's that a scenario took away
 */
export function unregistered(
  { contract }: Site,
  { path, below, world }: Target,
  asked: Asked,
  absent: boolean,
): Answer {
  const { path: nowhere, method: wrongMethod } = contract.unregistered;
  const { method, body } = asked;
  const others = absent ? [] : methodsAt(contract, path).filter((other) => other !== method);
  const edit = absent || others.length > 0 ? undefined : said(editsFor(world, "unregistered"), "unregistered");
  if (edit) return { ...edit, contentType: edit.headers["content-type"] ?? "" };
  const text = "text" in body ? body.text : "";
  const own = absent ? undefined : behavioursOf(contract).elsewhere?.({ contract, method, path, below, text, world });
  if (own) return own;
  if (others.length === 0) return told(nowhere, 404, "Not Found");
  return { ...told(wrongMethod, 405, "Method Not Allowed"), headers: { allow: others.join(", ") } };
}

/** What a document says of the unregistered, else what FastAPI answers. A text is no JSON; what has no body has none. */
function told(known: Contract["unregistered"]["path"], status: number, detail: string): Answer {
  if (!known) return { status, body: { detail } };
  const { body = "" } = known;
  if (typeof body !== "string") return { status: known.status, body };
  return { status: known.status, contentType: body === "" ? "" : "text/plain; charset=UTF-8", body };
}

function methodsAt(contract: Contract, path: string): string[] {
  const methods = contract.endpoints.flatMap((endpoint) => (endpoint.transport === "http" ? [endpoint.method] : []));
  return [...new Set(methods)].filter(
    (method) => method !== "OPTIONS" && matchEndpoint(contract, method, path, "http"),
  );
}

/** The end of the log line of a refused preflight: which origin, and what to do. */
export function refusedOrigin(origin: string, { frontend }: Contract): string {
  const home = frontend ?? "an origin that the contract names";
  return ` origin ${origin} refused: serve the page from ${home}, or start the mock with --cors open`;
}
