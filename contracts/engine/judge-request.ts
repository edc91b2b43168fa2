import { decodeJsonText } from "../framing/index.ts";
import type { Breach, Contract, HttpEndpoint, Mode, Parameter, Payload, Request } from "../model/index.ts";
import { isJson, payloadFor } from "./media-type.ts";
import { pointerTo } from "./pointer.ts";
import { preview } from "./preview.ts";
import { checkText } from "./text-value.ts";
import { validatorsOf } from "./validators.ts";

/** A breach of what a request must be; `path` is a pointer into the body, or "/NAME" of a parameter. */
export interface RequestBreach extends Breach {
  readonly in: "body" | Parameter["in"];
}

/** A request as `judgeRequest` takes it. */
export interface AskedRequest extends Request {
  /** Values of the path parameters, decoded, as `matchEndpoint` gives them. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Largest body in characters. */
  readonly limit?: number;
}

/**
 * What is wrong with a request to an HTTP endpoint; nothing where the backend should take it.
 *
 * Parameters come first, in the order of the document, then the body. `tolerant`, the usual mode, lets unknown keys pass
 * where the contract does not refuse them.
 */
export function judgeRequest(
  contract: Contract,
  endpoint: HttpEndpoint,
  request: AskedRequest,
  mode: Mode = "tolerant",
): RequestBreach[] {
  const { searchParams } = new URL(request.url, "http://localhost");
  const wanted = endpoint.parameters.flatMap((parameter): RequestBreach[] => {
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
  return [...wanted, ...body(contract, endpoint, request, mode)];
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

function body(contract: Contract, { request: promise }: HttpEndpoint, request: AskedRequest, mode: Mode) {
  if (!promise || promise.content.length === 0) return [];
  const found = (rule: string, message: string): RequestBreach[] => [
    { rule, frame: null, path: "", message, in: "body" },
  ];
  const text = request.body ?? "";
  if (text === "") return promise.required ? found("shape/required", "The body is missing.") : [];
  const header = request.headers["content-type"];
  const payload = payloadFor(promise.content, header);
  if (!payload) {
    const wanted = promise.content.map(({ mediaType }) => mediaType).join(" or ");
    const seen = header === undefined ? "no content type" : preview(header);
    return found("shape/type", `The body is sent with ${seen}; it must be ${wanted}.`);
  }
  return judgeBody(contract, payload, request, mode, found);
}

function judgeBody(
  contract: Contract,
  { mediaType, schema }: Payload,
  { body = "", limit }: AskedRequest,
  mode: Mode,
  found: (rule: string, message: string) => RequestBreach[],
): RequestBreach[] {
  if (schema === undefined || !isJson(mediaType)) return [];
  const read = decodeJsonText(body, limit === undefined ? {} : { limit });
  if (read.breaches.length > 0) return read.breaches.flatMap(({ rule, message }) => found(rule, message));
  const { breaches, drift } = validatorsOf(contract).check(schema, read.value, mode);
  // A reader puts up with news in what it is told, but cannot do what it does not understand.
  const unknown = drift.filter(({ rule }) => rule === "shape/unknown-type");
  return [...breaches, ...unknown].map((breach) => ({ ...breach, in: "body" as const }));
}
