import { validateHeaderName, validateHeaderValue } from "node:http";
import { UsageError } from "./trouble.ts";

/** `NAME=VALUE`s as a map. @throws UsageError for a text without a name */
export function pairs(option: string, texts: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
      throw new UsageError("bad-pair", `--${option} ${text} is not NAME=VALUE`, `Write --${option} NAME=VALUE.`);
    }),
  );
}

/** Headers that can be sent, written NAME=VALUE or NAME:VALUE. @throws UsageError for a name or value that HTTP does not allow */
export function headers(texts: readonly string[] = []): Record<string, string> {
  const map = pairs(
    "header",
    texts.map((text) => text.replace(/^([^=:]+):\s*/, "$1=")),
  );
  for (const [name, value] of Object.entries(map)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new UsageError(
        "bad-header",
        `--header ${name} is no header that HTTP allows`,
        "Write --header NAME=VALUE.",
      );
    }
  }
  return map;
}

/** A number of seconds as milliseconds. */
export function seconds(option: string, text: string | undefined, least = 0): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= least && value <= 86_400) return value * 1000;
  throw new UsageError("bad-number", `--${option} ${text} is not a number of seconds`, `Write --${option} 30, say.`);
}

/** A whole number in a range. */
export function integer(option: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const message = `--${option} ${text} is not a whole number from ${least} to ${most}`;
  throw new UsageError("bad-number", message, `Write --${option} ${Math.max(least, 1)}, say.`);
}

/** One of a few words. */
export function choice<T extends string>(option: string, text: string | undefined, words: readonly T[]): T | undefined {
  if (text === undefined || (words as readonly string[]).includes(text)) return text as T | undefined;
  const message = `--${option} ${text} is not one of ${words.join(", ")}`;
  throw new UsageError("bad-choice", message, `Write --${option} ${words[0]}, say.`);
}

/** The URL of a target. @throws UsageError where it is none, or not of HTTP or a WebSocket */
export function target(text: string | undefined, command: string): string {
  if (text === undefined) {
    throw new UsageError(
      "missing-url",
      `${command} needs the URL to check`,
      `wirecheck ${command} http://127.0.0.1:8000 …`,
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^(https?|wss?):$/.test(url.protocol) && url.hostname) return text;
  const next = /^[\w.-]+(:\d+)?(\/|$)/.test(text) ? `Write http://${text}.` : "Write http://HOST:PORT/PATH.";
  throw new UsageError("bad-url", `${text} is not a URL of http:, https:, ws: or wss:`, next);
}
