import { names } from "./evidence/protocol.ts";
import type { Seen } from "./facts.ts";
import type { Diagnosis } from "./types.ts";

/** The verdict and the answer in one sentence. */
export function answerOf(
  found: Pick<Diagnosis, "causes" | "oneOf">,
  seen: Seen,
  target: string,
): Pick<Diagnosis, "verdict" | "answer"> {
  const [first] = found.causes;
  if (first) {
    const group = found.oneOf.find((ids) => ids.includes(first.id));
    if (!group) return { verdict: "fail", answer: first.says };
    const others = group.filter((id) => id !== first.id).join(" and ");
    return { verdict: "fail", answer: `${first.says.replace(/\.$/, "")}; ${others} would look the same from outside.` };
  }
  const trouble = troubleOf(seen);
  if (trouble) return { verdict: "inconclusive", answer: `${target}: ${trouble}, and no cause that is known fits.` };
  return { verdict: "pass", answer: `Nothing wrong found: ${healthOf(seen, target)}.` };
}

/** What is wrong although no row of the table explains it. */
function troubleOf(seen: Seen): string | undefined {
  const { tcp, url, upgrade, get } = seen;
  if (!tcp) return "the name could not be looked up in time";
  if (!tcp.tried.some(({ outcome }) => outcome === "open")) return "no address takes a connection";
  if (url?.socket) {
    if (!upgrade) return "the upgrade could not be asked for";
    if (upgrade.status !== 101) return `the upgrade was not accepted (${upgrade.status ?? upgrade.end})`;
    return seen["first-frame"] ? undefined : "the socket could not be watched";
  }
  if (!get) return "nothing could be asked over HTTP";
  if (get.status === undefined) return `a request gets no answer (${get.end})`;
  const posted = seen["post-empty"];
  if (posted?.status !== undefined && posted.status >= 500) return `a POST gets ${posted.status}`;
  return undefined;
}

function healthOf(seen: Seen, target: string): string {
  const frame = seen["first-frame"];
  if (frame)
    return `${target} opens, ${frame.frame === undefined ? "sends nothing by itself" : "sends its first frame"} and stays open`;
  const speaks = seen.protocol?.speaks ?? [];
  const run = seen.run ? ", and a run ends well" : "";
  if (speaks.length > 0) return `${target} answers and speaks ${speaks.map((one) => names[one]).join(" and ")}${run}`;
  return `${target} answers ${seen.get?.status}`;
}
