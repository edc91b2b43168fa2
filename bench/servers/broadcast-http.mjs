import { createHash } from "node:crypto";
import { createServer } from "node:http";

const magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/**
 * A server of node:http with a POST that broadcasts its body, and nothing decided about sockets.
 *
 * @param {(text: string) => number} broadcast gives the number of those who heard it
 */
export function broadcaster(broadcast) {
  return createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const recipients = broadcast(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
      const text = JSON.stringify({ message: "Broadcast sent", recipients });
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
      response.end(text);
    });
  });
}

/** The head that accepts an upgrade (RFC 6455, 4.2.2). @param {string} key */
export function accepted(key) {
  const hash = createHash("sha1").update(`${key}${magic}`).digest("base64");
  return `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${hash}\r\n\r\n`;
}

/** One unmasked text frame (RFC 6455, 5.2). @param {string} text shorter than 64 KiB */
export function frameOf(text) {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
}
