import { decodeJsonText } from "../framing/index.ts";
import type {
  Breach,
  Contract,
  End,
  Endpoint,
  Exchange,
  Frame,
  Judgement,
  Mode,
  Request,
  ResponseHead,
} from "../model/index.ts";
import { createCourt } from "./court.ts";
import { createHttpJudge } from "./judge-http.ts";
import { createSocketJudge } from "./judge-socket.ts";
import { defaultLimits, type Limits } from "./limits.ts";

/** Judges one exchange while it happens, in bounded memory however long it goes on. */
export interface Judge {
  /** The head of the answer, once, before its frames; without it the promised answer is taken for granted. */
  head(head: ResponseHead): Breach[];
  /** The next frame of either side; gives what it broke. */
  accept(frame: Frame): Breach[];
  /**
   * The end, once.
   *
   * @param at when it came, in milliseconds since the exchange began; the time of the last frame where not known
   */
  end(end: End, at?: number): Judgement;
}

export interface JudgeOptions {
  readonly mode: Mode;
  readonly limits?: Partial<Limits>;
  /** What the client asked, which some order rules look back to. */
  readonly request?: Request;
}

/** A judge of one exchange with an endpoint: framing, then shape, then order. */
export function createJudge(contract: Contract, endpoint: Endpoint, { mode, limits, request }: JudgeOptions): Judge {
  const body = decodeJsonText(request?.body ?? "").value;
  const court = createCourt(contract, endpoint, { mode, limits: { ...defaultLimits, ...limits }, request: body });
  return endpoint.transport === "http" ? createHttpJudge(court, endpoint) : createSocketJudge(court, endpoint);
}

/**
 * What the contract says of a whole exchange. Pure: the same exchange gets the same judgement.
 *
 * @throws {Error} where `exchange.endpoint` is not an endpoint of the contract
 */
export function judgeExchange(contract: Contract, exchange: Exchange, options: JudgeOptions): Judgement {
  const endpoint = contract.endpoints.find(({ id }) => id === exchange.endpoint);
  if (!endpoint)
    throw new Error(`the contract ${contract.name} has no endpoint ${exchange.endpoint ?? "for this exchange"}`);
  const judge = createJudge(contract, endpoint, { request: exchange.request, ...options });
  if (exchange.response) judge.head(exchange.response);
  for (const frame of exchange.frames) judge.accept(frame);
  return judge.end(exchange.end, exchange.endedAt);
}
