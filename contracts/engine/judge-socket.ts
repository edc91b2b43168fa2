import { decodeJsonText } from "../framing/index.ts";
import type { Breach, End, Frame, ResponseHead, SocketEndpoint } from "../model/index.ts";
import type { Court } from "./court.ts";
import { jsonType } from "./json-type.ts";
import type { Judge } from "./judge.ts";
import { noAnswer } from "./judge-http.ts";
import { messageOf } from "./messages.ts";
import { createReplies } from "./replies.ts";

/** Judges a WebSocket: the handshake, the first frame, every frame of the server, and the replies. */
export function createSocketJudge(court: Court, endpoint: SocketEndpoint): Judge {
  const { accepted } = endpoint.handshake;
  const replies = createReplies(endpoint, court.limits.replies);
  let opened: boolean | undefined;
  let index = -1;
  let fromServer = 0;
  let last = 0;
  let over = false;

  const whole = (rule: string, frame: number | null, message: string): Breach => ({ rule, frame, path: "", message });
  const readFirst = (name: string | undefined, at: number): Breach[] => {
    if (accepted.first === undefined) return [];
    if (name !== accepted.first) {
      const seen = name ?? "none of the promised messages";
      return [whole("handshake/first-frame", index, `The first frame is ${seen}; it must be ${accepted.first}.`)];
    }
    if (at <= accepted.within) return [];
    const late = `The first frame, ${name}, came after ${Math.round(at)} ms; it must come within ${accepted.within} ms.`;
    return [whole("handshake/first-frame", index, late)];
  };
  const fromTheServer = (frame: Frame): Breach[] => {
    court.frames++;
    const read = decodeJsonText(frame.raw, { binary: frame.binary, limit: court.limits.frame });
    if (read.breaches.length > 0) {
      over ||= read.breaches.some(({ rule }) => rule === "framing/size");
      return court.note(read.breaches.map(({ rule, message }) => whole(rule, index, message)));
    }
    if (court.ledger.impliedBy("shape/*") !== undefined) return [];
    const message = messageOf(court.contract, endpoint.sends, read.value);
    const news = fromServer === 1 ? court.note(readFirst(message?.name, frame.at)) : [];
    // A first frame that is no message at all is one fault, not two.
    if (!message && news.length > 0) return news;
    const reading = court.validators.check(message?.schema ?? endpoint.frame, read.value, court.mode);
    news.push(...court.judgeValue(read.value, reading, index, true));
    news.push(...court.note(replies.received(message, read.value, index, frame.at)));
    return news;
  };
  const fromTheClient = (frame: Frame): void => {
    const read = decodeJsonText(frame.raw, { binary: frame.binary, limit: court.limits.frame });
    const readable = read.breaches.length === 0 && jsonType(read.value) === "object";
    const message = readable ? messageOf(court.contract, endpoint.accepts, read.value) : undefined;
    if (message || !readable) replies.sent(message, read.value, index, frame.at);
  };

  return {
    head(head: ResponseHead) {
      opened = head.status === accepted.status;
      if (!opened) {
        return court.note([
          whole("handshake/accepted", null, `The upgrade was answered with ${head.status}, not ${accepted.status}.`),
        ]);
      }
      const seen = head.headers["sec-websocket-protocol"];
      if (accepted.subprotocol === undefined || seen === accepted.subprotocol) return [];
      const message = `The subprotocol is ${seen ?? "missing"}; it must be ${accepted.subprotocol}.`;
      return court.note([whole("handshake/subprotocol", null, message)]);
    },
    accept(frame) {
      index++;
      last = Math.max(last, frame.at);
      if (over || opened === false) return [];
      if (frame.from === "client") {
        fromTheClient(frame);
        return [];
      }
      fromServer++;
      return fromTheServer(frame);
    },
    end(end: End, at) {
      if (opened === undefined && fromServer === 0) noAnswer(court, end, "handshake/accepted");
      else if (opened !== false) endSocket(end, at ?? last);
      return court.close();
    },
  };

  function endSocket(end: End, at: number): void {
    const gone = end.how === "closed" || end.how === "cut";
    if (fromServer === 0 && accepted.first !== undefined) {
      const late = at >= accepted.within || (end.how === "budget" && end.budget === "first-frame");
      const what = `The first frame, ${accepted.first}, did not come`;
      if (gone)
        court.note([whole("handshake/first-frame", null, `${what} before the socket was closed${codeOf(end)}.`)]);
      else if (late) court.note([whole("handshake/first-frame", null, `${what} within ${accepted.within} ms.`)]);
      else court.ledger.unjudged("handshake/first-frame", `The socket was left after ${Math.round(at)} ms.`);
    }
    const many = `More than ${court.limits.replies} messages waited for a reply at one time.`;
    if (replies.forgotten()) court.ledger.unjudged("order/reply", many);
    court.note(replies.overdue(at + 1));
    const [waiting] = replies.waiting();
    if (gone) court.note(replies.waiting());
    else if (waiting) court.ledger.unjudged(waiting.rule, `The socket was left after ${Math.round(at)} ms.`);
    if (gone) court.note(court.machine()?.end() ?? []);
  }
}

const codeOf = (end: End) => (end.how === "closed" ? ` with code ${end.code}` : "");
