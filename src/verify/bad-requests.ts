import {
  type Contract,
  type HttpEndpoint,
  isMeant,
  payloadFor,
  type SchemaName,
  spoil,
  validatorsOf,
} from "../../contracts/index.ts";
import { goodBody, type Making } from "./good-body.ts";
import { jsonBodyOf } from "./request.ts";

/** One bad request, and in words what is bad about it. */
export interface Bad {
  readonly what: string;
  readonly body?: string;
  /** undefined leaves the content type out. */
  readonly contentType?: string;
  /** Stacks differ on it: the success is as good as the refusal. */
  readonly mayPass?: true;
}

const limit = 40;

/** Bad requests to one endpoint, and how many more there are that nothing would answer (`x-silent`). */
export function badRequests(settings: Making, endpoint: HttpEndpoint): { bad: readonly Bad[]; silent: number } {
  const payload = jsonBodyOf(endpoint);
  if (!payload) return { bad: [], silent: 0 };
  const contentType = payload.mediaType;
  const good = goodBody(settings, endpoint, payload);
  const spoiled = payload.schema === undefined ? [] : spoilt(settings.contract, payload.schema, good);
  const bodies = spoiled.map(({ description, pointer, data }) => ({
    what: description,
    pointer,
    body: JSON.stringify(data),
    contentType,
  }));
  // What means another endpoint of the address is that one's to refuse.
  const own = bodies.filter(({ body }) => isMeant(endpoint, body));
  const answered = own.filter(({ pointer }) => !isSilent(endpoint, pointer));
  const speaks = speaksForBodies(settings.contract, endpoint) && !isSilent(endpoint, "");
  const unread = speaks ? unreadable(endpoint, JSON.stringify(good), contentType) : [];
  const bad = [...unread, ...answered.map(({ pointer: _, ...rest }) => rest)].slice(0, limit);
  return { bad, silent: own.length - answered.length };
}

/** Whether something wrong at a place of the body gets no answer at all (`x-silent`). */
function isSilent({ silent = [] }: HttpEndpoint, pointer: string): boolean {
  return silent.some((at) => pointer === at || pointer.startsWith(`${at}/`));
}

/** Bodies that cannot be read mean no endpoint of an address; the one that takes all others is asked them. */
function speaksForBodies({ endpoints }: Contract, endpoint: HttpEndpoint): boolean {
  if (!endpoint.when) return true;
  const { method, path } = endpoint;
  const same = endpoints.filter(
    (one): one is HttpEndpoint => one.transport === "http" && one.method === method && one.path === path,
  );
  return (same.find(({ when }) => when === undefined) ?? same[0]) === endpoint;
}

function unreadable({ request }: HttpEndpoint, text: string, contentType: string): Bad[] {
  const plain = "text/plain";
  return [
    { what: "malformed JSON", body: `${text.slice(0, -1)},`, contentType },
    ...(payloadFor(request?.content ?? [], plain)
      ? []
      : [{ what: `content type ${plain}`, body: text, contentType: plain }]),
    { what: "no content type", body: text, mayPass: true },
    ...(request?.required ? [{ what: "no body", contentType }] : []),
  ];
}

/** What the contract itself refuses: each place of a good body spoilt, and the whole one level too deep. */
function spoilt(contract: Contract, schema: SchemaName, good: unknown) {
  const all = [
    { description: "one level too deep", pointer: "", data: { body: good } as unknown },
    ...spoil(contract.schemas, schema, good, { limit }),
  ];
  // An unknown key is no bad input where the object is open; an unknown type always is.
  return all.filter(({ data }) => {
    const { breaches, drift } = validatorsOf(contract).check(schema, data, "tolerant");
    return breaches.length > 0 || drift.some(({ rule }) => rule === "shape/unknown-type");
  });
}
