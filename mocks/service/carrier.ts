import type { Contract } from "../../contracts/index.ts";
import type { Edit } from "../edit.ts";
import { MockError } from "../mock-error.ts";

/** What a carrier may be unable to do. */
export type Capability = "http" | "sockets" | "handshake-status" | "handshake-hang" | "subprotocol";

/** What brings the mock to its clients: a real server, or a library that stands in for the network of one process. */
export interface Carrier {
  readonly name: "server" | "msw" | "mock-socket";
  readonly can: readonly Capability[];
}

/** The carriers. A page sees no status of a refused handshake either, so a refusal is played by all. */
export const carriers = {
  server: { name: "server", can: ["http", "sockets", "handshake-status", "handshake-hang", "subprotocol"] },
  msw: { name: "msw", can: ["http", "sockets"] },
  "mock-socket": { name: "mock-socket", can: ["sockets"] },
} as const satisfies Record<Carrier["name"], Carrier>;

const lacks: Readonly<Record<Capability, string>> = {
  http: "it carries sockets alone",
  sockets: "it carries no sockets",
  "handshake-status": "no status reaches its clients",
  "handshake-hang": "it answers every handshake at once",
  subprotocol: "it chooses no subprotocol",
};

/**
 * Refuses a contract that a carrier cannot bring to anybody, or one of whose endpoints needs what it cannot do.
 *
 * @throws MockError `carrier-cannot`
 */
export function checkContract({ name, can }: Carrier, { name: contract, endpoints }: Contract): void {
  const refuse = (part: string, lacking: Capability) => cannot(name, part, lacking, `wirecheck mock ${contract}`);
  const able: readonly Capability[] = can;
  for (const endpoint of endpoints) {
    if (endpoint.transport !== "socket" || endpoint.handshake.accepted.subprotocol === undefined) continue;
    if (!able.includes("subprotocol")) throw refuse(`the socket ${endpoint.id} of ${contract}`, "subprotocol");
  }
  if (!able.includes("http") && endpoints.every(({ transport }) => transport === "http"))
    throw refuse(contract, "http");
}

/**
 * Refuses a scenario or a fault that a carrier cannot play.
 *
 * @param what `scenario NAME` or `fault NAME`
 * @throws MockError `carrier-cannot`
 */
export function checkEdit({ name, can }: Carrier, edit: Edit, contracts: readonly Contract[], what: string): void {
  const able: readonly Capability[] = can;
  const lacking = needs(edit, contracts).find((capability) => !able.includes(capability));
  if (lacking) throw cannot(name, `the ${what}`, lacking, `wirecheck mock --${what}`);
}

function needs({ endpoint, upgrade }: Edit, contracts: readonly Contract[]): Capability[] {
  const named = contracts.flatMap(({ endpoints }) => endpoints).find(({ id }) => id === endpoint);
  return [
    ...(named?.transport === "http" || endpoint === "unregistered" ? ["http" as const] : []),
    ...(upgrade === "hang" ? ["handshake-hang" as const] : []),
    ...(upgrade === "unasked-subprotocol" ? ["subprotocol" as const] : []),
  ];
}

function cannot(carrier: Carrier["name"], part: string, lacking: Capability, command: string): MockError {
  return new MockError(
    "carrier-cannot",
    `${carrier} cannot play ${part}: ${lacks[lacking]}.`,
    `The server can: ${command}, or createMock of wirecheck/mock.`,
  );
}
