import type { Frame, Message, Replay, SocketEndpoint } from "../../../contracts/index.ts";
import type { Socket } from "../../probe/index.ts";
import { madeUp } from "../address.ts";
import { breach, type Check, type Finding, found, passed, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { roundTrip } from "../evidence/marker.ts";
import { messageValues } from "../evidence/message-values.ts";
import { firstFrame, openingOf } from "../evidence/session.ts";
import { unreadable } from "../evidence/unreadable.ts";
import { claims, jsonOf } from "../json.ts";
import { forbidsMessage } from "../leave.ts";
import { plural } from "../words.ts";

/** Of a series of frames, so long a quiet says that it is over. */
const quiet = 250;

/** Are the frames of the room that a client missed sent again when it is back: in order, and once (`x-replay`)? */
export function replay(endpoint: SocketEndpoint, promise: Replay, needs: readonly string[]): Check {
  return {
    id: `${endpoint.id}/replay`,
    endpoint: endpoint.id,
    title: `socket ${endpoint.path || "(the URL itself)"} replays what a client missed`,
    needs,
    alone: true,
    async look(context) {
      const trigger = triggerOf(context, endpoint, promise.trigger);
      if (!trigger)
        return unknown(`no client message and no example is named ${promise.trigger}, which x-replay names`);
      const forbidden = forbidsMessage(endpoint, trigger.message, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      return new Replayed(context, endpoint, promise).look(trigger.value);
    },
  };
}

/** The example of that name, else the message of that name. */
function triggerOf(
  context: Context,
  endpoint: SocketEndpoint,
  name: string,
): { message: Message; value: unknown } | undefined {
  for (const message of endpoint.accepts) {
    const example = message.examples.find((one) => one.name === name);
    if (example) return { message, value: example.value };
  }
  const named = endpoint.accepts.find((message) => message.name === name);
  return named && { message: named, value: messageValues(context, named)[0] };
}

/** An observer stays in the room and counts; the subject leaves, comes back, leaves and comes back again. */
class Replayed {
  readonly #context: Context;
  readonly #endpoint: SocketEndpoint;
  readonly #promise: Replay;
  readonly #room: string;
  readonly #schema: string;

  constructor(context: Context, endpoint: SocketEndpoint, promise: Replay) {
    this.#context = context;
    this.#endpoint = endpoint;
    this.#promise = promise;
    this.#room = `replay ${endpoint.id}`;
    this.#schema = endpoint.sends.find(({ name }) => name === promise.message)?.schema ?? promise.message;
  }

  async look(trigger: unknown): Promise<Finding> {
    const observer = await this.#join("observer");
    const before = await this.#join("subject");
    if (!observer.opened || !before.opened) return unknown("the socket was not accepted a second time");
    await before.close();
    // By the observer's round trip the server has seen the subject go.
    await roundTrip(this.#context, observer, this.#endpoint);

    observer.send(trigger);
    await this.#untilQuiet(observer);
    const missed = this.#counted(observer);
    const unseen = missed.length === 0 && unreadable(this.#context, observer.exchange());
    if (unseen) return unknown(unseen);
    if (missed.length === 0)
      return unknown(`the trigger ${this.#promise.trigger} made the room send no ${this.#promise.message}`);
    const expected = missed.slice(-this.#promise.limit);

    const back = await this.#join("subject");
    // What is replayed comes on connecting, so the marker's reply comes after it.
    if ((await roundTrip(this.#context, back, this.#endpoint)) === undefined) await this.#untilQuiet(back);
    const live = this.#counted(observer).length - missed.length;
    const got = this.#counted(back);
    const blurred = unreadable(this.#context, await back.close());
    const again = await this.#join("subject");
    await roundTrip(this.#context, again, this.#endpoint);
    const twice = this.#counted(again).filter((raw) => expected.includes(raw));
    await Promise.all([again.close(), observer.close()]);
    const verdict = this.#verdict(expected, got, live, twice.length);
    return verdict.verdict === "fail" && blurred !== undefined ? unknown(blurred) : verdict;
  }

  #verdict(expected: readonly string[], got: readonly string[], live: number, twice: number): Finding {
    const say = (message: string) => found([breach(this.#endpoint.id, "order/replay", message)]);
    const what = plural(expected.length, "missed frame");
    const replayed = got.slice(0, expected.length);
    if (got.length === 0) return say(`${what}, and none was replayed on the next connection`);
    if (replayed.join("\n") !== expected.join("\n")) {
      const sorted = [...replayed].sort().join("\n") === [...expected].sort().join("\n");
      if (sorted) return say(`${what} came back in another order`);
      const missing = expected.filter((raw) => !got.includes(raw)).length;
      return say(
        missing > 0 ? `${missing} of ${what} were not replayed` : `${what} came back with others between them`,
      );
    }
    if (got.length > expected.length + live) return say(`${what} came back more than once on one connection`);
    if (twice > 0) return say(`${twice} of ${what} came back again on the connection after that`);
    return passed(`${expected.length} of ${what}`);
  }

  async #join(who: string): Promise<Socket> {
    const { settings } = this.#context;
    const given = { [this.#promise.key]: `${madeUp(settings.seed, this.#room)}-${this.#context.settings.run}-${who}` };
    const socket = await this.#context.open(openingOf(settings, this.#endpoint, { given, own: this.#room }));
    await firstFrame(this.#context, socket, this.#endpoint);
    return socket;
  }

  /** Waits for the first counted frame, then until none came for a while. */
  async #untilQuiet(socket: Socket): Promise<void> {
    const isOne = (frame: Frame) => this.#isCounted(frame);
    let wait = this.#context.settings.timeout / 4;
    while (await socket.next(isOne, wait)) wait = quiet;
  }

  #isCounted(frame: Frame): boolean {
    return frame.from === "server" && claims(this.#context.settings.contract, this.#schema, jsonOf(frame));
  }

  #counted(socket: Socket): string[] {
    return socket
      .exchange()
      .frames.filter((frame) => this.#isCounted(frame))
      .map(({ raw }) => raw);
  }
}
