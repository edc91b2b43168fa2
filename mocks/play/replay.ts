import { type Exchange, type Frame, type HeaderMap, matchEndpoint, messageOf } from "../../contracts/index.ts";
import type { Json } from "../edit.ts";
import type { Answer, Call, Listener, Session, SocketBehaviour } from "./behaviour.ts";
import { IdSwap } from "./id-swap.ts";
import { pathOf } from "./recorded.ts";

/** Headers of the recorded connection, and those that the mock writes for the body and the origin that it has. */
const unlike =
  /^(connection|keep-alive|transfer-encoding|upgrade|date|content-(length|encoding)|set-cookie|access-control-allow-(origin|credentials))$/;

/** Answers with a recorded exchange; ids that the client chose stand where the recorded client's stood. */
export function replayAnswer({ request, response, frames, end }: Exchange, call: Call, sent: Json | undefined): Answer {
  const swap = new IdSwap(call.world.swaps);
  learnPath(swap, request.url, call);
  swap.learn(objectIn(request.body ?? ""), sent);
  const said = frames.filter(({ from }) => from === "server");
  const recorded = { frames: said.map((frame) => swapped(frame, swap)), end };
  // A client that was refused got no status; the connection is broken, so this one is not seen.
  return { status: response?.status ?? 502, headers: headersOf(response?.headers ?? {}), contentType: "", recorded };
}

const headersOf = (headers: HeaderMap): HeaderMap =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !unlike.test(name)));

/**
 * Plays a recorded socket: the frames of the server in order, each after the client has said what it had said by then.
 * What it says is known by its kind, the message of the contract; what came too early is kept.
 */
export const replaySocket =
  (exchange: Exchange, pace: "realtime" | "none"): SocketBehaviour =>
  (session): Listener => {
    const { contract, endpoint, query, world } = session;
    const swap = new IdSwap(world.swaps);
    learnPath(swap, exchange.request.url, session);
    swap.learn(Object.fromEntries(queryOf(exchange.request.url)), Object.fromEntries(query));
    const kindOf = (value: Json | undefined) =>
      value === undefined ? malformed : (messageOf(contract, endpoint.accepts, value)?.name ?? unknown);
    const heard = new Map<string, (Json | undefined)[]>();
    let at = 0;
    let time = 0;
    let timer: NodeJS.Timeout | undefined;

    /** Calls back at once, or after the time that it took then. */
    const after = (moment: number, act: () => void): boolean => {
      const wait = pace === "realtime" ? moment - time : 0;
      time = Math.max(time, moment);
      if (wait > 0) timer = setTimeout(act, wait);
      return wait > 0;
    };
    const hears = (frame: Frame): boolean => {
      const recorded = frame.binary ? undefined : objectIn(frame.raw);
      const waiting = heard.get(kindOf(recorded)) ?? [];
      if (waiting.length === 0) return false;
      swap.learn(recorded, waiting.shift());
      time = frame.at;
      return true;
    };
    const say = (frame: Frame) => {
      at++;
      const { raw, binary } = swapped(frame, swap);
      session.write(binary ? Buffer.from(raw, "base64") : raw);
    };
    const goOn = (): void => {
      timer = undefined;
      for (let frame = exchange.frames[at]; frame; frame = exchange.frames[at]) {
        const next = frame;
        if (next.from === "client") {
          if (!hears(next)) return;
          at++;
        } else if (after(next.at, () => [say(next), goOn()])) return;
        else say(next);
      }
      const finish = () => end(exchange, session);
      if (!after(exchange.endedAt ?? time, finish)) finish();
    };
    goOn();
    return {
      hear(value) {
        const kind = kindOf(value);
        const waiting = heard.get(kind) ?? [];
        if (waiting.length < mostWaiting) heard.set(kind, [...waiting, value]);
        if (timer === undefined) goOn();
      },
      leave: () => clearTimeout(timer),
    };
  };

const malformed = "no JSON object";
const unknown = "no message of the contract";
/** Messages of one kind that are kept for later. */
const mostWaiting = 100;

function end({ end }: Exchange, session: Session): void {
  if (end.how === "cut" || (end.how === "closed" && end.code === 1006)) session.cut();
  // 1005 stands for a close frame without a code, and cannot be sent (RFC 6455, 7.4.1).
  else if (end.how === "closed") session.close(end.code === 1005 ? 1000 : end.code, end.reason);
}

function learnPath(swap: IdSwap, url: string, { contract, endpoint, parameters }: Call | Session): void {
  const method = endpoint.transport === "http" ? endpoint.method : "GET";
  const recorded = matchEndpoint(contract, method, pathOf(url), endpoint.transport)?.parameters ?? {};
  for (const [name, was] of Object.entries(recorded)) {
    const is = parameters[name];
    if (is !== undefined) swap.swap(was, is);
  }
}

const queryOf = (url: string) => new URL(url, "http://localhost").searchParams;

const swapped = (frame: Frame, swap: IdSwap): Frame => (frame.binary ? frame : { ...frame, raw: swap.in(frame.raw) });

/** The JSON object that a text is. */
export function objectIn(text: string): Json | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
