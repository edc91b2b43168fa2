import { expect as base } from "@playwright/test";
import { type Contract, judgeExchange, loadContract, type Mode } from "../../contracts/index.ts";
import { exchangesOf, type Kept } from "./exchange-of.ts";
import { judgementText } from "./failure.ts";
import { type HandshakeOptions, handshakeProblem, type WantedHandshake } from "./handshake.ts";
import { type Run, runOf } from "./run-of.ts";
import { whyNot } from "./why.ts";

export interface KeepOptions {
  /** Id of the endpoint, where what was received does not tell. */
  readonly endpoint?: string;
  /** "strict" when left out. */
  readonly mode?: Mode;
}

export interface RunOptions {
  /** Contract and version that the run is of; the newest `ag-ui` when left out. */
  readonly contract?: string;
  /** The `RunAgentInput` that was sent: its ids must come back. */
  readonly input?: unknown;
  readonly mode?: Mode;
}

/** Playwright's `expect` with three matchers more; all are asynchronous. */
export const expect = base.extend({
  /** Every exchange keeps the contract. Takes an exchange, an `APIResponse` or the file name of a recording. */
  async toKeep(received: Kept, contract: string | readonly string[] | Contract, options: KeepOptions = {}) {
    const judgedBy = isContract(contract) ? contract : await loadContract(contract);
    const exchanges = await exchangesOf(received, judgedBy, options.endpoint);
    const judgements = exchanges.map((one) => judgeExchange(judgedBy, one, { mode: options.mode ?? "strict" }));
    const broken = judgements.filter(({ verdict }) => verdict !== "pass");
    const pass = judgements.length > 0 && broken.length === 0;
    const name = `${judgedBy.name}@${judgedBy.version}`;
    const what = judgements.length === 0 ? "there was nothing to judge" : broken.map(judgementText).join("\n");
    return outcome("toKeep", pass, pass ? `it keeps ${name}` : `it does not keep ${name}:\n${what}`);
  },

  /** The URL's upgrade is answered so; where it should have been accepted and was not, the message says why. */
  async toHandshake(url: string, wanted: WantedHandshake, options: HandshakeOptions = {}) {
    const problem = await handshakeProblem(url, wanted, options);
    const fails = problem !== undefined && "accepted" in wanted && !this.isNot;
    const why = fails ? await whyNot(url, options) : "";
    return outcome(
      "toHandshake",
      problem === undefined,
      problem === undefined ? `${url} answers ${JSON.stringify(wanted)}` : `${problem}${why}`,
    );
  },

  /** The events are a whole run: framing, shapes and order. Takes events, the text of a stream, or an exchange. */
  async toBeValidRun(received: Run, options: RunOptions = {}) {
    const contract = await loadContract(options.contract ?? "ag-ui");
    const exchange = runOf(received, contract, options.input);
    const judgement = judgeExchange(contract, exchange, { mode: options.mode ?? "strict" });
    const pass = judgement.verdict === "pass";
    return outcome("toBeValidRun", pass, pass ? "it is a valid run" : judgementText(judgement));
  },
});

const isContract = (value: string | readonly string[] | Contract): value is Contract =>
  typeof value === "object" && "endpoints" in value;

const outcome = (name: string, pass: boolean, message: string) => ({
  name,
  pass,
  message: () => `${name}: ${message}`,
});
