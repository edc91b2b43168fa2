import type { IncomingMessage } from "node:http";
import type { Body } from "../service/decide.ts";

/** Reads a body; of one that is larger than the limit the rest is thrown away. @param limit largest body in bytes */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve, reject) => {
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
      resolve(size > limit ? { tooLarge: true } : { text: whole.toString("utf8") });
    });
    request.on("error", reject);
  });
}
