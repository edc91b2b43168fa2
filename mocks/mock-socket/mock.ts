import type { Client } from "mock-socket";
import { MockError } from "../mock-error.ts";
import { carriers } from "../service/carrier.ts";
import { decideUpgrade } from "../service/handshake.ts";
import { pageHeaders } from "../service/page-headers.ts";
import { type Place, placeAt, placesFor } from "../service/place.ts";
import { type Controls, openStage, type StageOptions } from "../service/stage.ts";
import { targetOf } from "../service/target.ts";
import { loadMockSocket } from "./library.ts";
import { playOpened } from "./play.ts";

export interface MockOptions extends StageOptions {
  /** Contract name to the base URL at which the code under test looks for it; its document's server when left out. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Whether the mock's `WebSocket` becomes the global one until `close()`; true when left out. */
  readonly global?: boolean;
}

export interface Mock extends Controls {
  /** The class whose sockets reach the mock, for code that is given one. */
  readonly WebSocket: typeof globalThis.WebSocket;
  /** Breaks off what is open, and gives back the global `WebSocket`. */
  close(): void;
}

/**
 * A mock that mock-socket carries: its sockets open, talk and close inside the process.
 *
 * mock-socket knows servers by whole URLs; a socket of a path with parameters gets its server when it is made.
 *
 * @throws MockError `mock-socket-missing`, `no-url`, `bad-url`, `services-collide`, `carrier-cannot`,
 *   `unknown-scenario`, `unknown-fault`, `no-contract`
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const library = await loadMockSocket();
  const { sites, worlds, controls } = openStage(carriers["mock-socket"], options);
  const places = placesFor(sites, options.urls);
  const servers = new Map<string, InstanceType<typeof library.Server>>();
  const waiting = new WeakMap<object, (client: Client) => void>();

  const decide = (place: Place, href: string) => {
    const { pathname, search } = new URL(href);
    const target = targetOf(worlds, place.base, `${pathname}${search}`);
    const answer = decideUpgrade(place.site, target, pageHeaders());
    return answer.how === "accepted" ? { target, accepted: answer } : undefined;
  };
  const serve = (href: string) => {
    const { origin, pathname } = new URL(href);
    const url = `${origin.replace(/^http/, "ws")}${pathname}`;
    if (servers.has(url)) return;
    servers.set(
      url,
      started(library, url, (client) => waiting.get(client.target)?.(client)),
    );
  };

  class MockedSocket extends library.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      const place = placeAt(places, String(url));
      const open = place && decide(place, String(url));
      if (open) serve(String(url));
      super(url, protocols);
      if (place && open) {
        waiting.set(this, (client) => playOpened(place.site, open.target, open.accepted, client));
      } else if (place) this.close();
    }
  }

  const own = MockedSocket as unknown as typeof globalThis.WebSocket;
  const { WebSocket: before } = globalThis;
  if (options.global !== false) globalThis.WebSocket = own;
  return {
    ...controls(""),
    WebSocket: own,
    close() {
      if (globalThis.WebSocket === own) globalThis.WebSocket = before;
      for (const server of servers.values()) server.close({ code: 1006, reason: "", wasClean: false });
      servers.clear();
    },
  };
}

function started({ Server }: Awaited<ReturnType<typeof loadMockSocket>>, url: string, play: (client: Client) => void) {
  try {
    const server = new Server(url, { mock: false });
    server.on("connection", play);
    return server;
  } catch {
    const next = "Stop it, or give the contract another URL: urls: { NAME: URL }.";
    throw new MockError("services-collide", `Another mock-socket server is at ${url}.`, next);
  }
}
