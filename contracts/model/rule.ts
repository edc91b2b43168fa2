/** What a rule is about; the first part of its id. */
export type RuleFamily = "framing" | "shape" | "order" | "handshake" | "route" | "response" | "compat";

/** A named requirement. */
export interface Rule {
  /** `family/name`, kebab-case, stable for ever. */
  readonly id: string;
  /** The requirement as one sentence without a full stop. */
  readonly title: string;
  /** Rules that a breach of this one breaks as well; they are then unjudged, not reported on top. */
  readonly implies: readonly string[];
  /** Where the rule was read: a specification or a package with its version. */
  readonly source: string;
}

/** Page of a rule, relative to the package root. */
export function rulePage(id: string): string {
  return `docs/rules/${id}.md`;
}
