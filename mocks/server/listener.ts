import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { answerRequest } from "../service/answer-request.ts";
import type { Body } from "../service/decide.ts";
import type { Playing } from "../service/playing.ts";
import type { Site } from "../service/site.ts";
import type { Stage } from "../service/stage.ts";
import { controlPrefix, type Routed, targetOf } from "../service/target.ts";
import { baseOf } from "./base-of.ts";
import { readBody } from "./body.ts";
import { answerControl } from "./control.ts";
import { headersOf } from "./headers.ts";
import { HttpWire } from "./http-wire.ts";
import { listen } from "./listen.ts";

/** Largest body of a request to the control API, in bytes. */
const controlLimit = 64 * 1024;

/** Serves one contract on a port of its own. */
export class Listener {
  readonly site: Site;
  readonly #stage: Stage;
  readonly #server: Server;
  readonly #base: string;
  readonly #host: string;
  readonly #sockets = new Set<Duplex>();
  port = 0;

  constructor(site: Site, stage: Stage, host: string) {
    this.site = site;
    this.#stage = stage;
    this.#host = host;
    this.#base = baseOf(site.contract);
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

  #target({ url = "/" }: IncomingMessage): Routed {
    return targetOf(this.#stage.worlds, this.#base, url);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const target = this.#target(request);
    const control = target.rest.startsWith(controlPrefix);
    response.on("error", () => {});
    const failed = (error: unknown) => {
      this.#failed(request.method, target.path, error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("Internal Server Error");
    };
    readBody(request, control ? controlLimit : this.site.bodyLimit, (body) => {
      try {
        if (control) this.#control(target, request, response, body);
        else this.#play(target, request, response, body)?.catch(failed);
      } catch (error) {
        failed(error);
      }
    });
  }

  #play(target: Routed, request: IncomingMessage, response: ServerResponse, body: Body): Promise<void> | void {
    const { method = "GET" } = request;
    const asked = { method, url: target.path + target.query, headers: headersOf(request), body };
    return answerRequest(this.site, target, asked, new HttpWire(response));
  }

  #control({ isolation, rest, world }: Routed, request: IncomingMessage, response: ServerResponse, body: Body): void {
    const controlled = {
      world,
      use: (playing: Playing) => this.#stage.use(isolation, playing),
      reset: () => this.#stage.worlds.reset(isolation),
    };
    const { headers, method = "GET" } = request;
    const text = "text" in body ? body.text : "";
    const answer = answerControl({ method, path: rest.slice(controlPrefix.length), headers, text }, controlled);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  }

  /** What speaks WebSocket is loaded at the first upgrade: a mock that is asked over HTTP alone starts without it. */
  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on("error", () => socket.destroy());
    const target = this.#target(request);
    try {
      const { answerUpgrade } = await import("./upgrade.ts");
      answerUpgrade(this.site, target, request, socket, head);
    } catch (error) {
      this.#failed("SOCKET", target.path, error);
      socket.destroy();
    }
  }

  #failed(method: string | undefined, path: string, error: unknown): void {
    this.site.log?.(`${method} ${path} 500 the mock failed: ${error instanceof Error ? error.message : error}`);
  }
}
