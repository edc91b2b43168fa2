import type { Contract, Endpoint, Message, SocketEndpoint } from "../../contracts/index.ts";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether an endpoint may be asked: the document's `x-probe` decides, `--allow` overrules it unless it is "never". A
 * document that does not say gets what HTTP calls safe (RFC 9110, 9.2.1) and the opening of sockets.
 *
 * @returns undefined when it may, else why not and what allows it
 */
export function forbids(endpoint: Endpoint, allow: readonly string[]): string | undefined {
  if (endpoint.probe === "never") return "not probed: the contract says never";
  if (endpoint.probe || endpoint.transport === "socket" || harmless.has(endpoint.method)) return undefined;
  return allows(endpoint.method, endpoint.path, allow) ? undefined : unprobed(endpoint.method, endpoint.path);
}

/** The same for one message of a client on a socket; on the command line its method is SEND. */
export function forbidsMessage(
  endpoint: SocketEndpoint,
  message: Message,
  allow: readonly string[],
): string | undefined {
  const leave = message.probe ?? endpoint.probe;
  if (leave === "never") return "not probed: the contract says never";
  return leave || allows("SEND", endpoint.path, allow) ? undefined : unprobed("SEND", endpoint.path);
}

/** The same for a frame that is no message at all. */
export function forbidsMalformed(endpoint: SocketEndpoint, allow: readonly string[]): string | undefined {
  if (endpoint.probe === "never") return "not probed: the contract says never";
  return endpoint.probe || allows("SEND", endpoint.path, allow) ? undefined : unprobed("SEND", endpoint.path);
}

/** Entries of `--allow` that name no operation of the contract. */
export function strayAllows(contract: Contract, allow: readonly string[]): string[] {
  return allow.filter(
    (entry) =>
      !contract.endpoints.some((one) => allows(one.transport === "http" ? one.method : "SEND", one.path, [entry])),
  );
}

const unprobed = (method: string, path: string) =>
  `not probed: ${method} may change something; --allow ${method}:${path || "/"} allows it`;

function allows(method: string, path: string, allow: readonly string[]): boolean {
  return allow.some((entry) => {
    const [wanted, ...rest] = entry.split(":");
    return wanted?.toUpperCase() === method && (rest.join(":") || "/") === (path || "/");
  });
}
