import {
  boundaryOf,
  type Contract,
  framingOf,
  type Message,
  multipartType,
  type Payload,
  type Answer as Promised,
  type SocketEndpoint,
  sample,
} from "../../contracts/index.ts";
import type { Json } from "../edit.ts";
import type { Answer, HttpBehaviour, Listener, SocketBehaviour } from "./behaviour.ts";

/** An endpoint of any contract: its example, else a value of its schema, the same for the same seed. */
export const answerOfDocument =
  (seed: number): HttpBehaviour =>
  ({ contract, endpoint }): Answer => {
    const promised = endpoint.answers.find(({ status }) => /^2/.test(status)) ?? endpoint.answers[0];
    return promised ? answerAs(contract, promised, seed) : { status: 200, body: {} };
  };

const made = new WeakMap<Promised, Map<number, Answer>>();

/** One promised answer, made of its example or its schema, once for a seed. */
export function answerAs(contract: Contract, promised: Promised, seed: number): Answer {
  const bySeed = made.get(promised) ?? new Map<number, Answer>();
  const answer = bySeed.get(seed) ?? makeAnswer(contract, promised, seed);
  made.set(promised, bySeed.set(seed, answer));
  return answer;
}

function makeAnswer(contract: Contract, promised: Promised, seed: number): Answer {
  const fixed = true;
  const status = Number(promised.status.replace(/X/gi, "0")) || 200;
  const headers = headersOf(contract, promised, seed);
  const payload = promised.content[0];
  if (!payload) return { status, headers, contentType: "", body: "" };
  const contentType = payload.mediaType;
  if (!payload.stream) return { status, headers, contentType, body: documented(contract, payload, seed), fixed };
  // The example of a stream is a list, an item for each event (OpenAPI 3.2, Media Type Object).
  const listed = payload.examples.map(({ value }) => value).find(Array.isArray);
  const items: Json[] = listed ?? [documented(contract, { ...payload, examples: [] }, seed)];
  if (framingOf(contentType) === "multipart")
    return { status, headers, contentType: bounded(contentType), parts: items };
  return { status, headers, contentType, events: items, fixed: items.every((event) => event instanceof Object) };
}

/** A content type of parts, with the boundary that they need. */
const bounded = (contentType: string) => (boundaryOf(contentType).fault === undefined ? contentType : multipartType);

function headersOf(contract: Contract, { headers }: Promised, seed: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, { required }]) => required)
      .map(([name, { schema }]) => [name, String(sample(contract.schemas, schema, { seed }))]),
  );
}

function documented(
  contract: Contract,
  { examples, schema }: Pick<Payload, "examples" | "schema">,
  seed: number,
): unknown {
  const [example] = examples;
  if (example) return example.value;
  return schema === undefined ? {} : sample(contract.schemas, schema, { seed });
}

/** A socket of any contract: its first frame, and to each message one of the promised replies. */
export const socketOfDocument =
  (seed: number): SocketBehaviour =>
  ({ contract, endpoint, send }): Listener => {
    const say = (name: string, told: Json = {}) => {
      const message = endpoint.sends.find((one) => one.name === name);
      if (message) send(fill(documented(contract, withExamples(message), seed), told));
    };
    const { first } = endpoint.handshake.accepted;
    if (first !== undefined) say(first);
    return {
      hear(frame) {
        if (frame === undefined) return say(endpoint.malformed?.oneOf[0] ?? "");
        const reply = heard(endpoint, frame)?.reply;
        if (reply && reply !== "none") say(reply.oneOf[0] ?? "", whereOf(reply.where, frame));
      },
      leave: () => {},
    };
  };

const withExamples = ({ examples, schema }: Message) => ({ examples, schema });

/** The message that a frame of the client is: the one whose example has the same constants, else the only one. */
function heard({ accepts }: SocketEndpoint, frame: Json): Message | undefined {
  const alike = ({ examples }: Message) =>
    examples.some(({ value }) =>
      ["type", "action"].some((key) => frame[key] !== undefined && (value as Json)?.[key] === frame[key]),
    );
  return accepts.find(alike) ?? (accepts.length === 1 ? accepts[0] : undefined);
}

/** What the reply must have at its pointers, taken out of the message where the promise says so. */
function whereOf(where: Readonly<Record<string, unknown>>, frame: Json): Json {
  const entries = Object.entries(where).map(([pointer, value]) => [pointer.slice(1), filled(value, frame)]);
  return Object.fromEntries(entries.filter(([name]) => !String(name).includes("/")));
}

function filled(value: unknown, frame: Json): unknown {
  if (typeof value !== "string") return value;
  return value.replace(/\{\$message\.payload#\/([^}]+)\}/g, (_, name: string) => String(frame[name] ?? ""));
}

function fill(value: unknown, told: Json): Json {
  return typeof value === "object" && value !== null ? { ...(value as Json), ...told } : told;
}
