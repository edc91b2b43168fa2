import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { decideUpgrade } from "../service/handshake.ts";
import type { Site } from "../service/site.ts";
import { startTalk } from "../service/talk.ts";
import type { Target } from "../service/target.ts";
import { headersOf } from "./headers.ts";
import { ServedSocket } from "./served-socket.ts";

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
  const answer = decideUpgrade(site, target, headersOf(request));
  if (answer.how === "hang") return;
  if (answer.how === "cut") return void socket.destroy();
  if (answer.how === "refused") return refuse(socket, answer.status, answer.body);
  if (answer.subprotocol !== undefined) addHeader(socket, `Sec-WebSocket-Protocol: ${answer.subprotocol}`);
  server.handleUpgrade(request, socket, head, (opened) => {
    const talk = startTalk(site, target, answer, new ServedSocket(opened, socket));
    opened.on("message", (data: Buffer, binary) => talk.hear(data.toString(binary ? "base64" : "utf8"), binary));
    opened.on("error", () => opened.terminate());
    opened.on("close", (code, reason) => talk.ended(code, reason.toString()));
  });
}

function refuse(socket: Duplex, status: number, body: string): void {
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
