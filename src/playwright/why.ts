import { diagnose } from "../diagnose/index.ts";
import type { Reason } from "../verify/index.ts";
import type { HandshakeOptions } from "./handshake.ts";

/** Milliseconds that a failing test may spend on the reason. */
const budget = 3000;

/** Why a socket does not open, as lines of a test's message; empty where nothing more can be said. */
export async function whyNot(url: string, { origin, headers }: HandshakeOptions): Promise<string> {
  const diagnosis = await diagnose({
    url: url.replace(/^http/i, "ws"),
    budget,
    ...(origin !== undefined && { origin }),
    ...(headers && { headers }),
  });
  return reasonText(diagnosis);
}

/** The reason of a failed connect as lines below a message; empty where there is none. */
export function reasonText(reason: Pick<Reason, "answer" | "causes"> | undefined): string {
  const { answer, causes } = reason ?? { answer: "", causes: [] };
  const [first] = causes;
  if (!first) return "";
  const pages = causes.map(({ id, certainty, page }) => `  ${id} (${certainty}): ${page}`);
  return ["", answer, `  ${first.fix.replaceAll("\n", "\n  ")}`, ...pages].join("\n");
}
