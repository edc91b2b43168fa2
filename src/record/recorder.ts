import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type Breach, type Contract, type HeaderMap, type Mode, matchEndpoint } from "../../contracts/index.ts";
import { headerMap, tool } from "../probe/index.ts";
import { passRequest } from "./pass-request.ts";
import { passUpgrade } from "./pass-upgrade.ts";
import { type Passed, Passing } from "./passing.ts";
import { RecordError } from "./record-error.ts";
import { RecordingFile } from "./recording-file.ts";
import { Redactor } from "./redactor.ts";
import { shorten } from "./shorten.ts";
import type { Way } from "./way.ts";

export interface RecorderOptions {
  readonly contract: Contract;
  /** http: or https:; its path is the one below which the contract is, or the contract's one path. */
  readonly target: string;
  /** On 127.0.0.1; 0 takes any. */
  readonly port: number;
  /** Where the recording goes. */
  readonly file: string;
  /** Go with every request to the target. */
  readonly headers?: HeaderMap;
  /** What is recorded, with which versions: goes into the head. */
  readonly note?: string;
  /** Characters that are kept of a message that the client sends; all when left out. */
  readonly shorten?: number;
  /** `strict` when left out. */
  readonly mode?: Mode;
  /** Told of each exchange when it ended, after it was written; its secrets are gone. */
  readonly passed?: (passed: Passed) => void;
  /** Told once when the file can no longer be written. */
  readonly failed?: (error: RecordError) => void;
}

/** A proxy that records. */
export interface Recorder {
  /** What stands for the target: its URL with our origin. */
  readonly url: string;
  /** Ends everything that is open, and writes it. */
  close(): Promise<void>;
}

/**
 * Starts a proxy on 127.0.0.1 that passes everything to the target and back, and records the exchanges with endpoints of
 * the contract.
 *
 * @throws {RecordError} `port-in-use`, `cannot-listen`, `own-target`, `cannot-write`
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const { contract, headers = {}, mode = "strict", note, shorten: characters, passed, failed } = options;
  const target = new URL(options.target);
  const { name, version, digest } = contract;
  const head = { recording: 1, tool, contract: { name, version, digest }, target: target.origin } as const;
  const how = { ...(note !== undefined && { note }), ...(characters !== undefined && { shortened: characters }) };
  const file = new RecordingFile(options.file, { ...head, date: new Date().toISOString(), ...how });
  const redactor = new Redactor(headers);
  const open = new Set<Passing>();
  const sockets = new Set<Duplex>();
  let port = 0;
  let broken = false;

  const done = ({ exchange, judgement, asked }: Passed) => {
    const whole = redactor.exchange(exchange);
    const clean = characters === undefined ? whole : shorten(whole, characters);
    try {
      if (clean.endpoint !== undefined && !broken) file.add(clean);
    } catch (error) {
      broken = true;
      failed?.(error as RecordError);
    }
    const told = <T extends Breach>(one: T): T => ({ ...one, message: redactor.text(one.message) });
    const violations = judgement?.violations.map(told) ?? [];
    passed?.({ exchange: clean, judgement: judgement && { ...judgement, violations }, asked: asked.map(told) });
  };
  const begin: Way["begin"] = (transport, { method = "GET", url = "/", rawHeaders }) => {
    const path = pathBelow(target, url);
    const pathname = path?.split("?", 1)[0];
    const request = { method, url: path ?? url, headers: headerMap(rawHeaders) };
    const passing = new Passing({
      contract,
      matchFor: (body) =>
        pathname === undefined ? undefined : matchEndpoint(contract, method, pathname, transport, body),
      mode,
      transport,
      request,
      done(what) {
        open.delete(passing);
        done(what);
      },
    });
    open.add(passing);
    return passing;
  };
  const way: Way = { target, headers, begin, origin: () => `http://127.0.0.1:${port}` };

  const server = createServer((request, response) => passRequest(way, request, response));
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, early: Buffer) => {
    passUpgrade(way, request, socket, early);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  port = await listen(server, options.port);
  const close = async () => {
    for (const passing of open) passing.end({ how: "left" });
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  if (isLoopback(target.hostname) && Number(target.port || 80) === port) {
    await close();
    throw new RecordError(
      "own-target",
      `${target.origin} is where the recorder itself listens.`,
      "Choose another --port.",
    );
  }
  return { url: `${way.origin()}${target.pathname.replace(/\/$/, "")}`, close };
}

/** The path and query of a request as the contract has them; undefined for one that is not below the target. */
function pathBelow(target: URL, url: string): string | undefined {
  const base = target.pathname.replace(/\/$/, "");
  const [path = ""] = url.split("?", 1);
  if (path !== base && !path.startsWith(`${base}/`)) return undefined;
  const below = url.slice(base.length);
  return below.startsWith("/") ? below : `/${below}`;
}

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const next = "Choose another: --port N, or --port 0 for any.";
      if (code === "EADDRINUSE") reject(new RecordError("port-in-use", `Port ${port} is in use.`, next));
      else reject(new RecordError("cannot-listen", `Nothing can listen on port ${port} (${code ?? message}).`, next));
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
