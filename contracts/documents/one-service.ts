import type { Endpoint } from "../model/index.ts";
import { ContractError } from "./contract-error.ts";

/**
 * Asserts that no two documents describe the same method and path, and that every `x-while` names a socket.
 *
 * @throws ContractError `not-one-service`, `bad-document`
 */
export function assertOneService(parts: readonly { shown: string; endpoints: readonly Endpoint[] }[]): void {
  const owners = new Map<string, string>();
  for (const { shown, endpoints } of parts) {
    for (const claim of new Set(endpoints.map(claimOf))) {
      const owner = owners.get(claim);
      if (owner !== undefined) {
        const message = `${owner} and ${shown} both describe ${claim}, so they are not documents of one service.`;
        throw new ContractError("not-one-service", message, "Give them one at a time.");
      }
      owners.set(claim, shown);
    }
  }
  const all = parts.flatMap(({ endpoints }) => endpoints);
  const sockets = new Set(all.filter(({ transport }) => transport === "socket").map(({ id }) => id));
  for (const endpoint of all) {
    if (endpoint.transport === "socket" || !endpoint.while || sockets.has(endpoint.while.socket)) continue;
    const message = `The x-while of ${endpoint.id} names the socket "${endpoint.while.socket}", which no document describes.`;
    throw new ContractError("bad-document", message, "Give the AsyncAPI document of that service as well.");
  }
}

/** `GET /users/{}`: names of parameters do not tell two paths apart. */
function claimOf(endpoint: Endpoint): string {
  const path = endpoint.path.replace(/\{[^{}]+\}/g, "{}");
  return endpoint.transport === "socket" ? `the socket ${path}` : `${endpoint.method} ${path}`;
}

/** Endpoints whose ids the documents repeat get a number, because reports name endpoints by id alone. */
export function withUniqueIds(endpoints: readonly Endpoint[]): Endpoint[] {
  const taken = new Map<string, number>();
  return endpoints.map((endpoint) => {
    const nth = (taken.get(endpoint.id) ?? 0) + 1;
    taken.set(endpoint.id, nth);
    return nth === 1 ? endpoint : { ...endpoint, id: `${endpoint.id}-${nth}` };
  });
}
