import { createHash, randomBytes } from "node:crypto";

/** A key for an upgrade (RFC 6455, 4.1). */
export const newKey = (): string => randomBytes(16).toString("base64");

/** What the server must make of a key (RFC 6455, 4.2.2). */
export const acceptOf = (key: string): string =>
  createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
