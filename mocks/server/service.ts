import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Contract } from "../../contracts/index.ts";
import type { Worlds } from "../world/worlds.ts";
import { answerControl, controlPrefix } from "./control.ts";
import { answerHttp } from "./http.ts";
import { listen } from "./listen.ts";
import type { Site, Target } from "./site.ts";
import { answerUpgrade } from "./upgrade.ts";

const isolated = /^\/__wirecheck\/s\/([^/]+)(\/.*)?$/;

/** The listener of one contract. */
export class Service {
  readonly contract: Contract;
  readonly #site: Site;
  readonly #worlds: Worlds;
  readonly #server: Server;
  readonly #base: string;
  readonly #host: string;
  readonly #sockets = new Set<Duplex>();
  port = 0;

  constructor(site: Site, worlds: Worlds, host: string) {
    this.contract = site.contract;
    this.#site = site;
    this.#worlds = worlds;
    this.#host = host;
    // A document whose server has a path is served below that path.
    this.#base = site.contract.server === undefined ? "" : new URL(site.contract.server).pathname.replace(/\/$/, "");
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  /** Where a client finds the contract; a path prefix keeps one isolation to itself. */
  url(isolation?: string): string {
    const host = this.#host === "0.0.0.0" || this.#host === "::" ? "127.0.0.1" : this.#host;
    const shown = host.includes(":") ? `[${host}]` : host;
    const prefix = isolation === undefined ? "" : `${controlPrefix}s/${encodeURIComponent(isolation)}`;
    return `http://${shown}:${this.port}${prefix}${this.#base}`;
  }

  async start(port: number): Promise<void> {
    this.port = await listen(this.#server, port, this.#host);
  }

  /** Ends at once: whatever is open is broken off. */
  stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #target(request: IncomingMessage): Target & { readonly isolation: string; readonly rest: string } {
    const [, path = "/", query = ""] = /^([^?]*)(.*)$/s.exec(request.url ?? "/") ?? [];
    const [, name, inner] = isolated.exec(path) ?? [];
    const isolation = name === undefined ? "" : decoded(name);
    const rest = name === undefined ? path : (inner ?? "/");
    const below = this.#base !== "" && (rest === this.#base || rest.startsWith(`${this.#base}/`));
    const local = below ? rest.slice(this.#base.length) || "/" : rest;
    return { path: local, query, world: this.#worlds.get(isolation), isolation, rest };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = this.#target(request);
    response.on("error", () => {});
    try {
      if (target.rest.startsWith(controlPrefix)) {
        const controlled = { world: target.world, reset: () => this.#worlds.reset(target.isolation) };
        await answerControl(target.rest.slice(controlPrefix.length), controlled, request, response);
      } else await answerHttp(this.#site, target, request, response);
    } catch (error) {
      // A client that goes away while it still sends is no failure of ours.
      if (request.destroyed && !response.headersSent) return;
      this.#failed(request.method, target.path, error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("Internal Server Error");
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = this.#target(request);
    try {
      answerUpgrade(this.#site, target, request, socket, head);
    } catch (error) {
      this.#failed("SOCKET", target.path, error);
      socket.destroy();
    }
  }

  #failed(method: string | undefined, path: string, error: unknown): void {
    this.#site.log(`${method} ${path} 500 the mock failed: ${error instanceof Error ? error.message : error}`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
