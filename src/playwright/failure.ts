import type { Judgement, Violation } from "../../contracts/index.ts";

/** Violations as a test's message: what, where, and the page about it. */
export function violationsText(violations: readonly Violation[]): string {
  return violations
    .map(({ rule, message, frame, path, page }) => {
      const place = [frame === null ? "" : `frame ${frame}`, path].filter(Boolean).join(", ");
      return `${rule}: ${message}${place ? ` (${place})` : ""}\n  ${page}`;
    })
    .join("\n");
}

/** What a judgement says when it is not a pass. */
export function judgementText({ violations, unjudged }: Judgement): string {
  if (violations.length > 0) return violationsText(violations);
  return unjudged.map(({ rule, because }) => `${rule} could not be judged: ${because}`).join("\n");
}
