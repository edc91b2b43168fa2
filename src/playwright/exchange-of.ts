import { readFileSync } from "node:fs";
import type { APIResponse } from "@playwright/test";
import { blocksOf, type Contract, type Endpoint, type Exchange, readRecording } from "../../contracts/index.ts";

/** What `toKeep` takes: an exchange, a Playwright response, or the file name of a recording. */
export type Kept = Exchange | APIResponse | string;

/**
 * The exchanges that a value stands for, each with its endpoint.
 *
 * @param endpoint id of the endpoint, where the value itself does not tell
 * @throws Error for a value that is none of the three, and for an exchange of no endpoint
 */
export async function exchangesOf(value: Kept, contract: Contract, endpoint?: string): Promise<Exchange[]> {
  const exchanges =
    typeof value === "string"
      ? readRecording(readFileSync(value, "utf8"), value, contract)
      : [isResponse(value) ? await fromResponse(value) : value];
  return exchanges.map((exchange) => {
    const id = endpoint ?? exchange.endpoint ?? endpointAt(contract, exchange)?.id;
    if (id === undefined) {
      const ids = contract.endpoints.map((one) => one.id).join(", ");
      throw new Error(`${exchange.request.url} is no endpoint of ${contract.name}; give one of ${ids}: {endpoint: ID}`);
    }
    return { ...exchange, endpoint: id };
  });
}

function isResponse(value: Exchange | APIResponse): value is APIResponse {
  return typeof (value as APIResponse).headersArray === "function";
}

async function fromResponse(response: APIResponse): Promise<Exchange> {
  const headers: Record<string, string> = {};
  for (const { name, value } of response.headersArray()) {
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  const raw = await response.text();
  return {
    transport: "http",
    request: { method: "", url: response.url(), headers: {} },
    response: { status: response.status(), reason: response.statusText(), headers },
    // The body as the probe would have cut it.
    frames: blocksOf(raw, headers["content-type"]).map((block) => ({ from: "server", at: 0, raw: block })),
    end: { how: "complete" },
  };
}

/** The one endpoint whose path ends the URL's; a Playwright response does not tell its method. */
function endpointAt(contract: Contract, { request, transport }: Exchange): Endpoint | undefined {
  const { pathname } = new URL(request.url);
  const fitting = contract.endpoints.filter((one) => {
    if (one.transport !== transport || (one.transport === "http" && request.method && one.method !== request.method)) {
      return false;
    }
    const pattern = one.path.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`${pattern.join("[^/]+")}$`).test(pathname);
  });
  return fitting.sort((a, b) => b.path.length - a.path.length)[0];
}
