import { decodeSse, type Exchange, type HttpEndpoint } from "../../contracts/index.ts";

/**
 * Whether a stream told of its own failure: errors after the start come inside a 200. The contract allows that, so it is
 * no violation; but a good answer was not seen either.
 *
 * @returns undefined where the stream did not fail, else what it said
 */
export function failedRun(endpoint: HttpEndpoint, exchange: Exchange): string | undefined {
  const failures = endpoint.order
    .filter(({ kind }) => kind === "terminal")
    .flatMap(({ events }) => (Array.isArray(events) ? (events as string[]) : []))
    .filter((name) => /_ERROR$/.test(name));
  for (const { raw } of exchange.frames) {
    const event = failures.length > 0 ? read(decodeSse(raw).data) : undefined;
    if (event && failures.includes(String(event.type))) {
      const said = [event.code, event.message].filter((part) => typeof part === "string").join(": ");
      return `the stream ended with ${event.type}${said ? ` (${said.slice(0, 120)})` : ""}, so a good answer was not seen`;
    }
  }
  return undefined;
}

function read(data: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
