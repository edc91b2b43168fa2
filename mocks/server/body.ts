import type { IncomingMessage } from "node:http";
import type { Body } from "../service/decide.ts";

/**
 * Reads a body and hands it over; of one that is larger than the limit the rest is thrown away. One that breaks off is
 * handed to nobody.
 *
 * @param limit largest body in bytes
 */
export function readBody(request: IncomingMessage, limit: number, take: (body: Body) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on("end", () => {
    const [first = Buffer.alloc(0)] = chunks;
    const whole = chunks.length < 2 ? first : Buffer.concat(chunks);
    take(size > limit ? { tooLarge: true } : { text: whole.toString("utf8") });
  });
  request.on("error", () => {});
}
