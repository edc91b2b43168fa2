import { decodeJsonText } from "../framing/index.ts";
import type { Breach, Contract, HttpEndpoint, Mode, Parameter, Request } from "../model/index.ts";
import { isJson, payloadFor } from "./media-type.ts";
import { pointerTo } from "./pointer.ts";
import { preview } from "./preview.ts";
import { checkText } from "./text-value.ts";
import { validatorsOf } from "./validators.ts";

/** A breach of what a request must be; `path` is a pointer into the body, or "/NAME" of a parameter. */
export interface RequestBreach extends Breach {
  readonly in: "body" | Parameter["in"];
}

/** A request as `readRequest` takes it. */
export interface AskedRequest extends Request {
  /** Values of the path parameters, decoded, as `matchEndpoint` gives them. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Largest body in characters. */
  readonly limit?: number;
}

/** A request, read. */
export interface RequestReading {
  /** What is wrong with it; nothing where the backend should take it. */
  readonly breaches: readonly RequestBreach[];
  /** The body where it is JSON that could be read. */
  readonly body?: unknown;
}

/**
 * Reads a request to an HTTP endpoint and judges it: the parameters first, in the order of the document, then the body.
 * `tolerant`, the usual mode, lets unknown keys pass where the contract does not refuse them.
 */
export function readRequest(
  contract: Contract,
  endpoint: HttpEndpoint,
  request: AskedRequest,
  mode: Mode = "tolerant",
): RequestReading {
  const body = readBody(contract, endpoint, request, mode);
  if (endpoint.parameters.length === 0) return body;
  return { ...body, breaches: [...readParameters(contract, endpoint, request, mode), ...body.breaches] };
}

function readParameters(contract: Contract, endpoint: HttpEndpoint, request: AskedRequest, mode: Mode) {
  const { searchParams } = new URL(request.url, "http://localhost");
  return endpoint.parameters.flatMap((parameter): RequestBreach[] => {
    const value = sentFor(parameter, request, searchParams);
    const path = pointerTo("", parameter.name);
    if (value === undefined) {
      const message = `The ${parameter.in} parameter ${parameter.name} is missing.`;
      return parameter.required ? [{ rule: "shape/required", frame: null, path, message, in: parameter.in }] : [];
    }
    const [first] = checkText(validatorsOf(contract), parameter.schema, value, mode).breaches;
    const message = `The ${parameter.in} parameter ${parameter.name} is wrong: ${first?.message}`;
    return first ? [{ ...first, path, message, in: parameter.in }] : [];
  });
}

function sentFor(parameter: Parameter, request: AskedRequest, query: URLSearchParams): string | undefined {
  if (parameter.in === "query") return query.has(parameter.name) ? query.getAll(parameter.name).join(",") : undefined;
  if (parameter.in === "path") return request.parameters?.[parameter.name];
  if (parameter.in === "header") return request.headers[parameter.name.toLowerCase()];
  const cookies = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return cookies
    .find(([name]) => name === parameter.name)
    ?.slice(1)
    .join("=");
}

function readBody(
  contract: Contract,
  { request: promise }: HttpEndpoint,
  { body = "", headers, limit }: AskedRequest,
  mode: Mode,
): RequestReading {
  if (!promise || promise.content.length === 0) return { breaches: [] };
  if (body === "") return promise.required ? wrong("shape/required", "The body is missing.") : { breaches: [] };
  const header = headers["content-type"];
  const payload = payloadFor(promise.content, header);
  if (!payload) {
    const wanted = promise.content.map(({ mediaType }) => mediaType).join(" or ");
    const seen = header === undefined ? "no content type" : preview(header);
    return wrong("shape/type", `The body is sent with ${seen}; it must be ${wanted}.`);
  }
  if (payload.schema === undefined || !isJson(payload.mediaType)) return { breaches: [] };
  const { value, breaches: unread } = decodeJsonText(body, { limit });
  const [first] = unread;
  if (first) return wrong(first.rule, first.message);
  const { breaches, drift } = validatorsOf(contract).check(payload.schema, value, mode);
  if (breaches.length === 0 && drift.length === 0) return { breaches: [], body: value };
  // A reader puts up with news in what it is told, but cannot do what it does not understand.
  const unknown = drift.filter(({ rule }) => rule === "shape/unknown-type");
  return { breaches: [...breaches, ...unknown].map((breach) => ({ ...breach, in: "body" as const })), body: value };
}

const wrong = (rule: string, message: string): RequestReading => ({
  breaches: [{ rule, frame: null, path: "", message, in: "body" }],
});
