import { setupServer } from "msw/node";
import { WebSocket } from "ws";
import type { Contract } from "../../contracts/index.ts";
import { type Carrier, type Controls, createMock as onServer, type StageOptions } from "../../mocks/index.ts";
import { createMock as onMockSocket } from "../../mocks/mock-socket/index.ts";
import { createMock as onMsw } from "../../mocks/msw/index.ts";
import type { SocketClass } from "./page-socket.ts";

/** A mock that plays, and how its clients reach it. */
export interface Running extends Controls {
  readonly url: string;
  urlOf(contract: string): string;
  /** Base URLs of all services. */
  readonly services: readonly string[];
  /** The `WebSocket` of a page that talks with it. */
  readonly WebSocket: SocketClass;
  close(): Promise<void> | void;
}

/** Mocks of this process that are open. */
let opened = 0;

/** Base URLs that no other open mock has, where nothing is but the mock. */
function madeUpUrls(contracts: readonly Contract[]): Record<string, string> {
  return Object.fromEntries(contracts.map(({ name }) => [name, `http://${name}.mock-${opened}.test`]));
}

const page = WebSocket as unknown as SocketClass;

/** Starts a mock on each carrier. */
export const carried: Readonly<Record<Carrier["name"], (options: StageOptions) => Promise<Running>>> = {
  server: async (options) => {
    const mock = await onServer(options);
    return { ...mock, services: mock.services.map(({ url }) => url), WebSocket: page };
  },
  msw: async (options) => {
    const urls = madeUpUrls(options.contracts);
    const mock = await onMsw({ ...options, urls });
    opened++;
    // MSW catches the global class, which Node has since 22.
    const before = globalThis.WebSocket;
    globalThis.WebSocket ??= page;
    const server = setupServer(...mock.handlers);
    server.listen({ onUnhandledRequest: "error" });
    const { WebSocket: caught } = globalThis;
    const close = () => {
      opened--;
      server.close();
      globalThis.WebSocket = before;
    };
    return { ...mock, ...at(urls), WebSocket: caught, close };
  },
  "mock-socket": async (options) => {
    const urls = madeUpUrls(options.contracts);
    const mock = await onMockSocket({ ...options, urls });
    opened++;
    const close = () => {
      opened--;
      mock.close();
    };
    return { ...mock, ...at(urls), close };
  },
};

function at(urls: Readonly<Record<string, string>>) {
  const services = Object.values(urls);
  return { url: services[0] ?? "", urlOf: (name: string) => urls[name] ?? "", services };
}
