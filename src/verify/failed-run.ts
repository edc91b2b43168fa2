import {
  boundaryOf,
  decodeMultipart,
  decodeSse,
  type Exchange,
  framingOf,
  type HttpEndpoint,
} from "../../contracts/index.ts";

/**
 * Whether a good status hides a failure: an event stream that ended with an error of the run, or a GraphQL answer with
 * errors, or with the status of a response that failed. The contract allows that, so it is no violation; but a good
 * answer was not seen either.
 *
 * @returns undefined where nothing failed, else what was said
 */
export function failedRun(endpoint: HttpEndpoint, exchange: Exchange): string | undefined {
  const values = valuesIn(exchange);
  const said = failedEvent(endpoint, values) ?? failedGraphql(endpoint, values);
  return said && `${said}, so a good answer was not seen`;
}

function failedEvent({ order }: HttpEndpoint, events: readonly Members[]): string | undefined {
  const terminal = order.filter(({ kind }) => kind === "terminal").flatMap(({ events: names }) => namesIn(names));
  // A stream may hold several runs; how the last one ended counts.
  const last = events.findLast(({ type }) => terminal.includes(String(type)));
  if (!last || !/_ERROR$/.test(String(last.type))) return undefined;
  return `the stream ended with ${last.type}${inBrackets([last.code, last.message])}`;
}

/** GraphQL over HTTP, 6.4: `errors` beside or in place of `data`; and CopilotKit's own word for a run that failed. */
function failedGraphql({ answers }: HttpEndpoint, parts: readonly Members[]): string | undefined {
  if (!answers.some(({ content }) => content.some(({ mediaType }) => /graphql-response/.test(mediaType))))
    return undefined;
  const [error] = parts.flatMap(({ errors }) => (Array.isArray(errors) ? errors : []));
  if (error !== undefined) return `the answer holds errors${inBrackets([error?.extensions?.code, error?.message])}`;
  const status = parts
    .flatMap(({ incremental }) => (Array.isArray(incremental) ? incremental : []))
    .map((increment) => increment?.data?.status)
    .findLast((one) => one?.__typename === "FailedResponseStatus");
  return status && `the run failed${inBrackets([status.reason, status.details?.description])}`;
}

const inBrackets = (parts: readonly unknown[]) => {
  const said = parts.filter((part) => typeof part === "string").join(": ");
  return said ? ` (${said.replace(/\s+/g, " ").slice(0, 120)})` : "";
};

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

// biome-ignore lint/suspicious/noExplicitAny: whatever a server sent; each member is looked at before it is used.
type Members = Record<string, any>;

function valuesIn({ response, frames }: Exchange): Members[] {
  const type = response?.headers["content-type"];
  const framing = framingOf(type);
  const { boundary } = boundaryOf(type);
  return frames.flatMap(({ raw }) => {
    if (framing === "sse") return read(decodeSse(raw).data);
    return read(framing === "multipart" ? decodeMultipart(raw, boundary).text : raw);
  });
}

function read(data: string | undefined): Members[] {
  try {
    const value: unknown = JSON.parse(data ?? "");
    return typeof value === "object" && value !== null ? [value as Members] : [];
  } catch {
    return [];
  }
}
