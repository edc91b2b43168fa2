import type { Breach, Message, SocketEndpoint } from "../model/index.ts";
import { pointerTo, valueAt } from "./pointer.ts";

/** Follows which messages of the client still wait for their reply, and which were promised silence. */
export interface Replies {
  /** The client sent a message, as frame `index` at `at` milliseconds; undefined stands for a malformed one. */
  sent(message: Message | undefined, value: unknown, index: number, at: number): void;
  /** The server sent one; gives what is broken by then. */
  received(message: Message | undefined, value: unknown, index: number, at: number): Breach[];
  /** What is broken at `at`, where time alone decides. */
  overdue(at: number): Breach[];
  /** The messages that still wait. */
  waiting(): readonly Breach[];
  /** Whether messages were forgotten, because too many waited at one time. */
  forgotten(): boolean;
}

interface Waiting {
  readonly name: string;
  readonly index: number;
  readonly deadline: number;
  readonly within: number;
  readonly oneOf: readonly string[];
  readonly fits: (value: unknown) => boolean;
}

/** How long after a message that is promised silence an answer counts as an answer to it, in milliseconds. */
const silence = 2000;

/** @param limit most messages that wait at one time; the oldest beyond it are forgotten */
export function createReplies(endpoint: SocketEndpoint, limit: number): Replies {
  let waiting: Waiting[] = [];
  let forgotten = false;
  let silent: { readonly name: string; readonly until: number } | undefined;
  // A frame that is only ever an answer cannot come by itself; any other may be news that nobody asked for.
  const answers = new Set(
    [...endpoint.accepts, { reply: endpoint.malformed }].flatMap(({ reply }) =>
      typeof reply === "object" ? reply.oneOf : [],
    ),
  );
  const breach = ({ name, index, oneOf, within }: Waiting): Breach => ({
    rule: "order/reply",
    frame: index,
    path: "",
    message: `The message ${name} got none of its promised replies (${oneOf.join(", ")}) within ${within} ms.`,
  });
  const overdue = (at: number): Breach[] => {
    const late = waiting.filter(({ deadline }) => deadline < at);
    waiting = waiting.filter(({ deadline }) => deadline >= at);
    return late.map(breach);
  };
  return {
    sent(message, value, index, at) {
      const { name, reply } = message ?? { name: "that is malformed", reply: endpoint.malformed };
      if (reply === undefined) return;
      if (reply === "none") {
        silent = { name, until: at + silence };
        return;
      }
      const { oneOf, within, where } = reply;
      waiting.push({
        name,
        index,
        oneOf,
        within,
        deadline: at + within,
        fits: (answer) => agrees(where, answer, value),
      });
      if (waiting.length > limit) {
        waiting.shift();
        forgotten = true;
      }
    },
    received(message, value, index, at) {
      const broken = overdue(at);
      const found = waiting.findIndex(({ oneOf, fits }) => message && oneOf.includes(message.name) && fits(value));
      if (found >= 0) waiting.splice(found, 1);
      else if (silent && at <= silent.until && message && answers.has(message.name)) {
        const says = `The message ${silent.name} is promised silence, but ${message.name} came back.`;
        broken.push({ rule: "order/silence", frame: index, path: "", message: says });
      }
      return broken;
    },
    overdue,
    waiting: () => waiting.map(breach),
    forgotten: () => forgotten,
  };
}

/** Whether an answer has the values that `where` names, by JSON pointer. */
function agrees(where: Readonly<Record<string, unknown>>, answer: unknown, question: unknown): boolean {
  return Object.entries(where).every(([place, wanted]) => {
    const seen = valueAt(answer, place.startsWith("/") ? place : pointerTo("", place));
    return JSON.stringify(seen) === JSON.stringify(filled(wanted, question));
  });
}

const expression = /\{?\$message\.payload#([^}\s]*)\}?/;

/** `{$message.payload#/topic}` stands for that member of the message that was sent, alone or inside a text. */
function filled(wanted: unknown, question: unknown): unknown {
  if (typeof wanted !== "string") return wanted;
  const whole = new RegExp(`^${expression.source}$`).exec(wanted);
  if (whole) return valueAt(question, whole[1] ?? "");
  return wanted.replaceAll(new RegExp(expression, "g"), (_, pointer: string) => String(valueAt(question, pointer)));
}
