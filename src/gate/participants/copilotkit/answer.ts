import { boundaryOf, decodeMultipart, decodeSse, type Exchange } from "../../../../contracts/index.ts";
import { readBody } from "./asked.ts";

type Json = Record<string, unknown>;

/** What came back, read. */
export interface Answer {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** How the body is framed. */
  readonly framing: "none" | "json" | "text" | "events" | "parts";
  /**
   * JSON; a text; of an event stream the list of its events; of an answer in parts what they come to, for which increment is
   * in which part differs from run to run.
   */
  readonly body: unknown;
  /** An error: the status, GraphQL's `errors` or a failed run in a 200, a RUN_ERROR; and an answer that never ended. */
  readonly refused: boolean;
}

/** What a server adds to any answer, or what follows from the body. */
const common = /^(date|connection|keep-alive|transfer-encoding|content-length|server)$/;

/** Reads the answer of an exchange. */
export function answerOf({ response, frames, end }: Exchange): Answer {
  const headers = Object.entries(response?.headers ?? {}).filter(([name]) => !common.test(name));
  const type = response?.headers["content-type"] ?? "";
  const status = end.how === "complete" ? (response?.status ?? null) : null;
  const read = bodyOf(
    type,
    frames.map(({ raw }) => raw),
  );
  const refused = status === null || status >= 400 || failed(read.body);
  return { status, headers: Object.fromEntries(headers.toSorted(([a], [b]) => (a < b ? -1 : 1))), ...read, refused };
}

function bodyOf(type: string, blocks: readonly string[]): Pick<Answer, "framing" | "body"> {
  if (/^text\/event-stream/i.test(type)) {
    const events = blocks.map(decodeSse).flatMap(({ data }) => (data === undefined ? [] : [readBody(data)]));
    return { framing: "events", body: events };
  }
  if (/^multipart\/mixed/i.test(type)) {
    const { boundary } = boundaryOf(type);
    const parts = blocks.map((block) => decodeMultipart(block, boundary));
    return {
      framing: "parts",
      body: assembled(parts.flatMap(({ text }) => (text === undefined ? [] : [readBody(text) as Json]))),
    };
  }
  const text = blocks.join("");
  if (text === "") return { framing: "none", body: null };
  const body = readBody(text);
  return typeof body === "string" ? { framing: "text", body } : { framing: "json", body };
}

/** The answer that the parts come to: each increment put where its path says. */
function assembled([first, ...rest]: readonly Json[]): Json {
  const { hasNext: _, ...answer } = structuredClone(first ?? {});
  for (const { path, items, data, errors } of rest.flatMap(({ incremental }) => (incremental ?? []) as Increment[])) {
    const way = items ? path.slice(0, -1) : path;
    const target = way.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], answer.data);
    if (Array.isArray(target) && items) target.splice(Number(path.at(-1)), 0, ...items);
    else if (target && data) Object.assign(target, data);
    if (errors) answer.errors = [...((answer.errors as unknown[]) ?? []), ...errors];
  }
  return answer;
}

interface Increment {
  readonly path: readonly (string | number)[];
  readonly items?: readonly unknown[] | null;
  readonly data?: Json | null;
  readonly errors?: readonly unknown[];
}

/** An error that a 200 tells of. */
function failed(body: unknown): boolean {
  if (Array.isArray(body)) return body.some((event) => event?.type === "RUN_ERROR");
  const { errors, data } = (body ?? {}) as Json;
  const values = Object.values((data ?? {}) as Json) as ({
    readonly status?: { readonly __typename?: string };
  } | null)[];
  return Array.isArray(errors) || values.some((value) => value?.status?.__typename === "FailedResponseStatus");
}
