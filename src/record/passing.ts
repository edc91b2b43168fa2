import {
  type Contract,
  createJudge,
  type End,
  type Exchange,
  type Frame,
  type Judge,
  type Judgement,
  type Match,
  type Mode,
  type Request,
  type RequestBreach,
  type ResponseHead,
  readRequest,
} from "../../contracts/index.ts";

/** Characters of one exchange that are kept; of a longer one the rest passes unrecorded. */
const largest = 32 * 1024 * 1024;

/** An exchange that passed, and what the contract says of it; unjudged where it is no endpoint's. */
export interface Passed {
  readonly exchange: Exchange;
  readonly judgement: Judgement | undefined;
  /** What the client's HTTP request broke, whatever it was answered. */
  readonly asked: readonly RequestBreach[];
}

export interface PassingOptions {
  readonly contract: Contract;
  /** Whose exchange it is, as the body of the request tells; undefined where no endpoint's. */
  readonly matchFor: (body: string | undefined) => Match | undefined;
  readonly mode: Mode;
  readonly transport: Exchange["transport"];
  readonly request: Request;
  /** Called once, when it ended. */
  readonly done: (passed: Passed) => void;
}

/** One exchange while it passes: what was said so far, and the judge who listens. */
export class Passing {
  readonly #options: PassingOptions;
  readonly #began = performance.now();
  readonly #frames: Frame[] = [];
  #body: string | undefined;
  #response: ResponseHead | undefined;
  #judge: Judge | undefined;
  #size = 0;
  over = false;

  constructor(options: PassingOptions) {
    this.#options = options;
  }

  /** Milliseconds since it began. */
  readonly clock = (): number => Math.round((performance.now() - this.#began) * 10) / 10;

  /** What the client sent before the answer began. */
  asked(body: string): void {
    this.#body = body;
  }

  head(head: ResponseHead): void {
    if (this.over) return;
    this.#response = head;
    this.#listener()?.head(head);
  }

  say(frames: readonly Frame[]): void {
    for (const frame of frames) {
      if (this.over) return;
      this.#size += frame.raw.length;
      if (this.#size > largest) return this.tooLarge();
      this.#frames.push(frame);
      this.#listener()?.accept(frame);
    }
  }

  /** What is more passes on, and is not kept. */
  tooLarge(): void {
    this.end({
      how: "budget",
      budget: "bytes",
      message: "the exchange went past 32 MiB, and the rest was not recorded",
    });
  }

  /** It is over. The first end counts. */
  end(end: End): void {
    if (this.over) return;
    const { transport, done } = this.#options;
    const endedAt = this.clock();
    const match = this.#match();
    const endpoint = match?.endpoint;
    const judgement = this.#listener()?.end(end, endedAt);
    this.over = true;
    const home = endpoint ? { endpoint: endpoint.id } : {};
    const response = this.#response ? { response: this.#response } : {};
    const said = { request: this.#request(), ...response, frames: this.#frames, end, endedAt };
    done({ exchange: { ...home, transport, ...said }, judgement, asked: match ? this.#asked(match) : [] });
  }

  /** A client may say more than the backend asks for, so it is read as the backend would. */
  #asked({ endpoint, parameters }: Match): readonly RequestBreach[] {
    if (endpoint.transport === "socket") return [];
    return readRequest(this.#options.contract, endpoint, { ...this.#request(), parameters }).breaches;
  }

  #request(): Request {
    const { request } = this.#options;
    return this.#body ? { ...request, body: this.#body } : request;
  }

  #match(): Match | undefined {
    return this.#options.matchFor(this.#body);
  }

  /** The judge wants to know the body of the request, so it is called when something is answered. */
  #listener(): Judge | undefined {
    if (this.#judge) return this.#judge;
    const { contract, mode } = this.#options;
    const endpoint = this.#match()?.endpoint;
    if (endpoint) this.#judge = createJudge(contract, endpoint, { mode, request: this.#request() });
    return this.#judge;
  }
}
