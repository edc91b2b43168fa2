import type { Contract, Exchange } from "../contracts/index.ts";
import { MockError } from "./mock-error.ts";
import { use } from "./server/control.ts";
import { Cors } from "./server/cors.ts";
import { Service } from "./server/service.ts";
import { Worlds } from "./world/worlds.ts";

export interface MockOptions {
  readonly contracts: readonly Contract[];
  /** Names of `scenarios()` and `faults()`; the ordinary conversation when left out. */
  readonly scenario?: string;
  readonly fault?: string;
  /** `realtime` streams as a person would see it (the default), `none` as fast as it goes. */
  readonly pace?: "realtime" | "none";
  /** Equal seeds give equal ids. Default 1. */
  readonly seed?: number;
  /** `open` allows a page of any loopback origin (the default), `contract` only those that the contract names. */
  readonly cors?: "open" | "contract";
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** First port; the next services get the next ones. 0, the default, takes any. */
  readonly port?: number;
  /** Contract name to the port of its own. */
  readonly serve?: Readonly<Record<string, number>>;
  /** Gets one line for each request. */
  readonly log?: (line: string) => void;
  /** Milliseconds between two heartbeats of a socket that has them; default 30,000. */
  readonly heartbeat?: number;
  /** Largest request body in bytes; default 10 MiB. */
  readonly bodyLimit?: number;
}

/** What to play from now on; null ends one, undefined leaves it as it is. */
export interface Playing {
  readonly scenario?: string | null;
  readonly fault?: string | null;
}

/** One part of a mock that remembers and plays for itself: a test, say. */
export interface Isolation {
  /** Base URL of the first service, for this isolation alone. */
  readonly url: string;
  /** Base URL of a service by the name of its contract. */
  urlOf(contract: string): string;
  exchanges(): readonly Exchange[];
  use(playing: Playing): void;
  /** Moves the clock forward, in milliseconds. */
  advance(milliseconds: number): void;
  reset(): void;
}

export interface Mock extends Isolation {
  readonly services: readonly { readonly contract: Contract; readonly url: string; readonly port: number }[];
  isolate(id: string): Isolation;
  /** Ends everything at once. */
  close(): Promise<void>;
}

/**
 * Starts a backend that speaks the contracts.
 *
 * @throws MockError `port-in-use`, `port-refused`, `cannot-listen`, `services-collide`, `unknown-scenario`, `no-contract`
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const {
    contracts,
    scenario,
    fault,
    pace = "realtime",
    seed = 1,
    cors = "open",
    host = "127.0.0.1",
    port = 0,
  } = options;
  const { serve = {}, log = () => {}, bodyLimit = 10 * 1024 * 1024, heartbeat = 30_000 } = options;
  if (contracts.length === 0)
    throw new MockError("no-contract", "The mock was given no contract.", "Name one, or none for all.");
  const ports = portsFor(contracts, port, serve);
  const worlds = new Worlds(seed, pace, { scenario, fault }, log);
  check(worlds, { ...(scenario !== undefined && { scenario }), ...(fault !== undefined && { fault }) });
  const services = contracts.map(
    (contract) =>
      new Service({ contract, cors: new Cors(contract, cors), pace, seed, bodyLimit, heartbeat, log }, worlds, host),
  );
  const close = async () => void (await Promise.all(services.map((service) => service.stop())));
  try {
    for (const [index, service] of services.entries()) await service.start(ports[index] ?? 0);
  } catch (error) {
    await close();
    throw error;
  }
  const isolation = (id: string): Isolation => {
    const prefix = id === "" ? undefined : id;
    const named = (name: string) => services.find(({ contract }) => contract.name === name);
    return {
      url: services[0]!.url(prefix),
      urlOf(name) {
        const service = named(name);
        if (!service)
          throw new MockError("no-contract", `The mock does not serve ${name}.`, "Name it when the mock is created.");
        return service.url(prefix);
      },
      exchanges: () => worlds.get(id).exchanges.all(),
      use: (playing) => use(worlds.get(id), playing),
      advance: (milliseconds) => worlds.get(id).clock.advance(milliseconds),
      reset: () => worlds.reset(id),
    };
  };
  const served = services.map((service) => ({ contract: service.contract, url: service.url(), port: service.port }));
  return { ...isolation(""), services: served, isolate: isolation, close };
}

function check(worlds: Worlds, playing: Playing): void {
  try {
    use(worlds.get(""), playing);
  } catch (error) {
    throw new MockError(
      "unknown-scenario",
      `${(error as Error).message}.`,
      "wirecheck list scenarios and wirecheck list faults name them.",
    );
  }
}

/** A port for each contract: its own, else the next one; two that claim the same method and path never share one. */
function portsFor(contracts: readonly Contract[], first: number, serve: Readonly<Record<string, number>>): number[] {
  let next = first;
  const taken = new Set(Object.values(serve));
  const ports = contracts.map(({ name }) => {
    const own = serve[name];
    if (own !== undefined) return own;
    if (first === 0) return 0;
    while (taken.has(next)) next++;
    taken.add(next);
    return next++;
  });
  for (const [index, port] of ports.entries()) {
    const other = contracts[ports.indexOf(port)];
    if (port === 0 || ports.indexOf(port) === index || !other) continue;
    const names = `${other.name} and ${contracts[index]?.name}`;
    throw new MockError(
      "services-collide",
      `${names} cannot share port ${port}.`,
      "Give each a port of its own: --serve NAME=PORT.",
    );
  }
  return ports;
}
