/** The three verdicts. Not tested is not passed: `inconclusive` never counts as success. */
export type Verdict = "pass" | "fail" | "inconclusive";

/** A breach before it has a home: what a validator, the order machine or a decoder reports. */
export interface Breach {
  /** Rule id, for example `order/run-terminates`. */
  readonly rule: string;
  /** Index of the frame in the exchange, or null where the breach is in no one frame. */
  readonly frame: number | null;
  /** RFC 6901 JSON pointer inside that frame; "" is the whole frame. */
  readonly path: string;
  /** One sentence for a person. */
  readonly message: string;
}

/** One way an exchange broke its contract. */
export interface Violation extends Breach {
  /** Id of the endpoint that broke it. */
  readonly endpoint: string;
  /** Page about the rule, relative to the package: `docs/rules/order/run-terminates.md`. */
  readonly page: string;
}

/** A rule that could not be judged, and the rule or budget that is the reason. */
export interface Unjudged {
  readonly rule: string;
  /** A rule id, or a sentence where no rule was broken (a budget that was spent, say). */
  readonly because: string;
}

/** What the engine says of one exchange. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly violations: readonly Violation[];
  /** Read tolerantly, an unknown key or type is drift: news, not a breach. Empty in strict mode. */
  readonly drift: readonly Violation[];
  readonly unjudged: readonly Unjudged[];
  /** Frames that were judged, comments excluded. */
  readonly frames: number;
}

/** `strict`: what a producer sends, so an unknown key is a violation. `tolerant`: what a receiver must put up with. */
export type Mode = "strict" | "tolerant";
