import { createHash } from "node:crypto";
import type { Question } from "./questions.ts";

const time = "2026-01-01T00:00:00.000Z";

/**
 * A steady request as it could be made: a server reads times as times, and would refuse the words that stand for them.
 * Equal names give equal ids.
 */
export function lively<T extends Pick<Question, "headers" | "body">>(request: T): T {
  return JSON.parse(JSON.stringify(request), (_, value: unknown) =>
    typeof value === "string" ? revived(value) : value,
  );
}

function revived(text: string): string {
  if (text === "VERSION") return "1.0.0";
  return text
    .replaceAll(/<[^<>]+ \d+>/g, uuidOf)
    .replaceAll(/\bTIME\b/g, time)
    .replaceAll("127.0.0.1:PORT", "127.0.0.1:3000");
}

function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
