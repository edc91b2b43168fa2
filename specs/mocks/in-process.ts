import { type Contract, loadContracts } from "../../contracts/index.ts";
import { carriers, type Head, type Json, type StageOptions } from "../../mocks/index.ts";
import { answerRequest } from "../../mocks/service/answer-request.ts";
import type { AnswerWire } from "../../mocks/service/answer-wire.ts";
import { decideUpgrade } from "../../mocks/service/handshake.ts";
import { openStage } from "../../mocks/service/stage.ts";
import { type SocketWire, startTalk } from "../../mocks/service/talk.ts";
import { targetOf } from "../../mocks/service/target.ts";

/** The first contract of a mock without a network: what its carrier is told to do is written down. */
export async function inProcess(given: string | Contract, options: Omit<StageOptions, "contracts"> = {}) {
  const contracts = typeof given === "string" ? await loadContracts([given]) : [given];
  const stage = openStage(carriers.server, { contracts, pace: "none", ...options });
  const site = stage.sites[0]!;
  return {
    ...stage.controls(""),
    site,
    contract: site.contract,
    worlds: stage.worlds,
    world: stage.worlds.get(""),
    /** @param body text as it is, anything else as JSON; nothing where undefined */
    async ask(method: string, url: string, body?: unknown, headers: Record<string, string> = {}, wire = new Written()) {
      const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const asked = { method, url, headers: { ...type, ...headers }, body: { text } };
      await answerRequest(site, targetOf(stage.worlds, "", url), asked, wire);
      return wire;
    },
    dial(url: string, headers: Record<string, string> = {}) {
      const target = targetOf(stage.worlds, "", url);
      const handshake = decideUpgrade(site, target, headers);
      const wire = new Spoken();
      const talk = handshake.how === "accepted" ? startTalk(site, target, handshake, wire) : undefined;
      const say = (value: unknown) => talk?.hear(typeof value === "string" ? value : JSON.stringify(value), false);
      return { handshake, talk, wire, say, said: () => wire.said.splice(0).map((raw) => JSON.parse(String(raw))) };
    },
  };
}

/** An answer, as the carrier was told to write it. */
export class Written implements AnswerWire {
  gone = false;
  #leaving: () => void = () => {};
  /** Method and what it was given. */
  readonly calls: (readonly [string, ...unknown[]])[] = [];

  whenGone(act: () => void) {
    this.#leaving = act;
  }
  leave() {
    this.gone = true;
    this.#leaving();
  }
  whole(head: Head, text: string) {
    this.calls.push(["whole", head, text]);
  }
  head(head: Head) {
    this.calls.push(["head", head]);
  }
  silence(head: Head) {
    this.calls.push(["silence", head]);
  }
  write(text: string) {
    this.calls.push(["write", text]);
  }
  end(text: string) {
    this.calls.push(["end", text]);
  }
  cut() {
    this.calls.push(["cut"]);
  }
  async flush() {
    this.calls.push(["flush"]);
  }

  get status(): number | undefined {
    return this.#head?.status;
  }
  get headers(): Head["headers"] {
    return this.#head?.headers ?? {};
  }
  get text(): string {
    return this.calls.flatMap(([, ...given]) => given.filter((one) => typeof one === "string")).join("");
  }
  get body(): Json {
    return JSON.parse(this.text);
  }
  get #head(): Head | undefined {
    return this.calls.flatMap(([, first]) => (typeof first === "object" ? [first as Head] : []))[0];
  }
}

/** A socket, as the carrier was told to use it. */
class Spoken implements SocketWire {
  open = true;
  readonly said: (string | Uint8Array)[] = [];
  readonly ends: (number | "cut")[] = [];

  send(raw: string | Uint8Array) {
    this.said.push(raw);
  }
  cut() {
    this.ends.push("cut");
  }
  close(code: number) {
    this.ends.push(code);
  }
}
