import type { IncomingMessage } from "node:http";

/** A request body as text, or that it was larger than the limit (then the rest is thrown away). */
export type Body = { readonly text: string } | { readonly tooLarge: true };

/** Reads a body. @param limit largest body in bytes */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= limit) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  return size > limit ? { tooLarge: true } : { text: Buffer.concat(chunks).toString("utf8") };
}
