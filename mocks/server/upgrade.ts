import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { matchEndpoint, type SocketEndpoint } from "../../contracts/index.ts";
import { editsFor, said } from "./active.ts";
import { headersOf } from "./http.ts";
import { playSocket } from "./play-socket.ts";
import type { Site, Target } from "./site.ts";

/** Largest message of a client in bytes; a larger one closes the socket with 1009. */
const messageLimit = 1024 * 1024;
const server = new WebSocketServer({
  noServer: true,
  maxPayload: messageLimit,
  // A subprotocol is chosen by the contract, not by whoever asks first.
  handleProtocols: () => false,
});

/** Answers one upgrade: refuses it as the stack would, or plays the socket. */
export function answerUpgrade(
  site: Site,
  target: Target,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { contract, log } = site;
  const { world, path } = target;
  const match = matchEndpoint(contract, "GET", path, "socket");
  const endpoint = match?.endpoint as SocketEndpoint | undefined;
  const edits = editsFor(world, endpoint?.id ?? "unregistered");
  const shown = `SOCKET ${path}${target.query}`;
  const refuse = (status: number, body = "") => {
    world.exchanges.add(refused(endpoint, target, request, status));
    log(`${shown} ${status}`);
    write(socket, status, body);
  };
  socket.on("error", () => socket.destroy());
  if (!endpoint || said(edits, "absent")) return refuse(contract.unregistered.upgrade?.status ?? 403);
  if (said(edits, "cutAfter") === 0) return void socket.destroy();
  const upgrade = said(edits, "upgrade");
  if (upgrade === "hang") return;
  if (typeof upgrade === "object") return refuse(upgrade.status);
  const promised = said(edits, "lenient") ? undefined : refusalFor(endpoint, target, request, contract.frontend);
  if (promised) return refuse(promised.status, promised.body);
  const { subprotocol } = endpoint.handshake.accepted;
  const extra = upgrade === "unasked-subprotocol" ? "wirecheck.unasked" : subprotocol;
  if (extra !== undefined) addHeader(socket, `Sec-WebSocket-Protocol: ${extra}`);
  server.handleUpgrade(request, socket, head, (opened) => {
    log(`${shown} 101`);
    playSocket(site, target, request, endpoint, match?.parameters ?? {}, opened, edits);
  });
}

/** The promised refusal that this upgrade meets (`x-handshake.refused`). */
function refusalFor(
  { handshake }: SocketEndpoint,
  { query }: Target,
  { headers }: IncomingMessage,
  frontend: string | undefined,
) {
  return handshake.refused.find(({ given }) => {
    const words = given.trim().toLowerCase();
    if (words === "foreign origin") return headers.origin !== undefined && headers.origin !== frontend;
    if (words === "no origin") return headers.origin === undefined;
    const without = /^without (\S+)$/i.exec(given.trim())?.[1];
    return without !== undefined && !new URLSearchParams(query).has(without);
  });
}

function refused(
  endpoint: SocketEndpoint | undefined,
  { path, query }: Target,
  request: IncomingMessage,
  status: number,
) {
  return {
    ...(endpoint && { endpoint: endpoint.id }),
    transport: "socket" as const,
    request: { method: "GET", url: `${path}${query}`, headers: headersOf(request) },
    response: { status, reason: STATUS_CODES[status] ?? "", headers: {} },
    frames: [],
    end: { how: "complete" as const },
  };
}

function write(socket: Duplex, status: number, body: string): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
  const headers = `content-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n`;
  socket.end(`${head}${headers}\r\n${body}`);
}

/** ws writes the whole head of the 101 in one piece; a header more is put into it. */
function addHeader(socket: Duplex, header: string): void {
  const write = socket.write.bind(socket);
  socket.write = ((text: unknown, ...rest: never[]) => {
    socket.write = write;
    return write(String(text).replace("\r\n\r\n", `\r\n${header}\r\n\r\n`), ...rest);
  }) as typeof socket.write;
}
