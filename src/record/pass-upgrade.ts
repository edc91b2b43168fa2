import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { End, Frame } from "../../contracts/index.ts";
import { brokenEnd, headOf, rawOf, troubleOf } from "../probe/index.ts";
import { passedOn } from "./hop-by-hop.ts";
import { createMessageReader, type Heard } from "./message-reader.ts";
import type { Passing } from "./passing.ts";
import { askTarget, type Way } from "./way.ts";

/** Largest message that is recorded, in bytes. */
const largest = 16 * 1024 * 1024;

/**
 * Passes an upgrade and, where it is accepted, every byte of the socket both ways. Compression is not offered to the
 * target (RFC 7692 is between two ends of one connection), so that what passes can be read.
 */
export function passUpgrade(way: Way, request: IncomingMessage, client: Duplex, early: Buffer): void {
  const passing = way.begin("socket", request);
  const onward = askTarget(way, request, { more: upgrading(request), without: ["sec-websocket-extensions"] });
  let joined = false;

  onward.on("upgrade", (answer, server, first) => {
    joined = true;
    passing.head(headOf(answer));
    client.write(headText(answer, upgrading(answer)));
    join(passing, { client, server, early, first });
  });
  onward.on("response", (answer) => {
    passing.head(headOf(answer));
    client.write(headText(answer, ["Connection", "close"]));
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("end", () => {
      const raw = Buffer.concat(chunks);
      if (raw.length > 0) passing.say([{ from: "server", at: passing.clock(), ...rawOf(raw) }]);
      passing.end({ how: "complete" });
    });
    answer.on("error", (error) => {
      passing.end(brokenEnd(error, true));
      client.destroy();
    });
    answer.pipe(client);
  });
  onward.on("error", (error) => {
    if (passing.over) return;
    passing.end(brokenEnd(error, false));
    const why = `wirecheck record got no answer from ${way.target.origin}: ${troubleOf(error)}.\n`;
    client.end(
      `HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${why}`,
    );
  });
  onward.on("close", () => {
    if (joined || passing.over) return;
    passing.end({ how: "cut", message: "the connection closed without an answer" });
    client.destroy();
  });
  client.on("error", () => client.destroy());
  client.on("close", () => {
    if (!joined) passing.end({ how: "left" });
    onward.destroy();
  });
  onward.end();
}

const upgrading = ({ headers }: IncomingMessage) => [
  "Connection",
  "Upgrade",
  "Upgrade",
  headers.upgrade ?? "websocket",
];

/** A body that follows ends with the connection, however the target marked its end. */
function headText(answer: IncomingMessage, more: readonly string[]): string {
  const headers = [...passedOn(answer.rawHeaders, ["transfer-encoding"]), ...more];
  const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${headers[at + 1]}`] : []));
  return [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`, ...lines, "", ""].join("\r\n");
}

interface Ends {
  readonly client: Duplex;
  readonly server: Duplex;
  /** What each side sent together with its head. */
  readonly early: Buffer;
  readonly first: Buffer;
}

/** Joins two sockets, and listens. Who says goodbye first decides how it ended. */
function join(passing: Passing, { client, server, early, first }: Ends): void {
  let end: End | undefined;
  const tap = (from: Frame["from"]) => {
    const reader = createMessageReader(largest);
    return (bytes: Buffer) => {
      for (const heard of reader.push(bytes)) {
        if (heard.what === "close") end ??= from === "client" ? { how: "left" } : closed(heard.code, heard.reason);
        else passing.say([frameOf(from, passing.clock(), heard)]);
      }
      if (reader.over) passing.tooLarge();
    };
  };
  const [fromServer, fromClient] = [tap("server"), tap("client")];
  const settle = (otherwise: End) => passing.end(end ?? otherwise);
  server.on("data", fromServer);
  client.on("data", fromClient);
  server.on("error", (error) => {
    settle(brokenEnd(error, true));
    client.destroy();
  });
  server.on("end", () => settle(closed(1006, "")));
  server.on("close", () => {
    settle(closed(1006, ""));
    client.end();
  });
  client.on("end", () => settle({ how: "left" }));
  client.on("close", () => {
    settle({ how: "left" });
    server.destroy();
  });
  if (first.length > 0) {
    fromServer(first);
    client.write(first);
  }
  if (early.length > 0) {
    fromClient(early);
    server.write(early);
  }
  server.pipe(client);
  client.pipe(server);
}

const closed = (code: number, reason: string): End => ({ how: "closed", code, reason });

function frameOf(from: Frame["from"], at: number, { bytes, binary }: Extract<Heard, { what: "message" }>): Frame {
  return { from, at, ...(binary ? { raw: bytes.toString("base64"), binary } : { raw: bytes.toString("utf8") }) };
}
