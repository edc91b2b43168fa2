import type { Contract } from "../../contracts/index.ts";
import { MockError } from "../mock-error.ts";
import { carriers } from "../service/carrier.ts";
import { type Controls, openStage, type StageOptions } from "../service/stage.ts";
import { Listener } from "./listener.ts";
import { portsFor } from "./ports.ts";

export interface MockOptions extends StageOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** First port; the next services get the next ones. 0, the default, takes any. */
  readonly port?: number;
  /** Contract name to the port of its own. */
  readonly serve?: Readonly<Record<string, number>>;
}

/** One part of a mock that remembers and plays for itself: a test, say. */
export interface Isolation extends Controls {
  /** Base URL of the first service, for this isolation alone. */
  readonly url: string;
  /** Base URL of a service by the name of its contract. */
  urlOf(contract: string): string;
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
 * @throws MockError `port-in-use`, `port-refused`, `cannot-listen`, `services-collide`, `unknown-scenario`,
 *   `unknown-fault`, `no-contract`
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const { contracts, host = "127.0.0.1", port = 0, serve = {} } = options;
  const stage = openStage(carriers.server, options);
  const ports = portsFor(contracts, port, serve);
  await stage.ready();
  const listeners = stage.sites.map((site) => new Listener(site, stage, host));
  const close = async () => void (await Promise.all(listeners.map((listener) => listener.stop())));
  try {
    for (const [index, listener] of listeners.entries()) await listener.start(ports[index] ?? 0);
  } catch (error) {
    await close();
    throw error;
  }
  const isolate = (id: string): Isolation => {
    const prefix = id === "" ? undefined : id;
    return {
      ...stage.controls(id),
      url: listeners[0]!.url(prefix),
      urlOf(name) {
        const listener = listeners.find(({ site }) => site.contract.name === name);
        if (listener) return listener.url(prefix);
        throw new MockError("no-contract", `The mock does not serve ${name}.`, "Name it when the mock is created.");
      },
    };
  };
  const services = listeners.map((listener) => {
    return { contract: listener.site.contract, url: listener.url(), port: listener.port };
  });
  return { ...isolate(""), services, isolate, close };
}
