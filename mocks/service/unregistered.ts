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
export function unregistered({ contract }: Site, { path, world }: Target, asked: Asked, absent: boolean): Answer {
  const { unregistered: known } = contract;
  const { method, body } = asked;
  const others = absent ? [] : methodsAt(contract, path).filter((other) => other !== method);
  const edit = absent || others.length > 0 ? undefined : said(editsFor(world, "unregistered"), "unregistered");
  if (edit) return { ...edit, contentType: edit.headers["content-type"] ?? "" };
  const own = behavioursOf(contract).elsewhere;
  if (own) return own({ contract, method, path, text: "text" in body ? body.text : "", world, allowed: others });
  if (others.length > 0) {
    const body = known.method?.body ?? { detail: "Method Not Allowed" };
    return { status: known.method?.status ?? 405, headers: { allow: others.join(", ") }, body };
  }
  return { status: known.path?.status ?? 404, body: known.path?.body ?? { detail: "Not Found" } };
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
