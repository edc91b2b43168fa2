import { decodeSse, type Exchange, type HttpEndpoint } from "../../contracts/index.ts";

/**
 * Whether a stream told of its own failure: errors after the start come inside a 200. The contract allows that, so it is
 * no violation; but a good answer was not seen either.
 *
 * @returns undefined where the stream did not fail, else what it said
 */
export function failedRun(endpoint: HttpEndpoint, exchange: Exchange): string | undefined {
  const terminal = endpoint.order.filter(({ kind }) => kind === "terminal").flatMap(({ events }) => namesIn(events));
  if (terminal.length === 0) return undefined;
  // A stream may hold several runs; how the last one ended counts.
  const last = exchange.frames
    .map(({ raw }) => read(decodeSse(raw).data))
    .findLast((event) => terminal.includes(String(event?.type)));
  if (!last || !/_ERROR$/.test(String(last.type))) return undefined;
  const said = [last.code, last.message].filter((part) => typeof part === "string").join(": ");
  return `the stream ended with ${last.type}${said ? ` (${said.slice(0, 120)})` : ""}, so a good answer was not seen`;
}

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function read(data: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
