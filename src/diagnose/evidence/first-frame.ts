import { type Contract, type Exchange, judgeExchange, type SocketEndpoint } from "../../../contracts/index.ts";
import { openSocket } from "../../probe/index.ts";
import type { Watched } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { withoutSecrets } from "../secrets.ts";
import { controlOf } from "../target.ts";

/** How long a socket is watched after it opened: a busy server takes its time to end it, so that a longer budget helps. */
const watching = { least: 1000, part: 0.2 };

/** A socket as the frontend opens it: its first frame, and whether it stays open. */
export const firstFrame: Probe<"first-frame"> = {
  id: "first-frame",
  async make(lab) {
    const upgrade = await lab.see("upgrade");
    if (upgrade?.status !== 101 || upgrade.end === "invalid") return new NotMade("the upgrade did not open");
    const endpoint = lab.settings.endpoints.find((one) => one.transport === "socket");
    return watch(lab, lab.settings.target.url, endpoint);
  },
  tell: (fact) => told(fact),
};

/** The same of a path that nobody has, where that opens too: whether it is served, or only let in. */
export const controlSocket: Probe<"control-socket"> = {
  id: "control-socket",
  async make(lab) {
    const control = await lab.see("upgrade-control");
    if (control?.status !== 101 || control.end === "invalid")
      return new NotMade("not needed: a path that nobody has does not open");
    return watch(lab, controlOf(lab.settings.target.url), undefined);
  },
  tell: (fact) => `a path that nobody has: ${told(fact)}`,
};

async function watch(lab: Lab, url: URL, endpoint: SocketEndpoint | undefined): Promise<Watched> {
  const { settings, signal } = lab;
  const patience = Math.max(watching.least, settings.budget * watching.part);
  const promised = endpoint?.handshake.accepted;
  const within = Math.min(promised?.first ? Math.max(patience, promised.within) : patience, settings.budget / 2);
  const socket = await openSocket({
    url: url.href,
    headers: { ...(settings.origin && { origin: settings.origin }), ...settings.headers },
    ...(promised?.subprotocol && { subprotocols: [promised.subprotocol] }),
    budgets: { firstFrame: settings.patience, total: settings.budget, bytes: 1024 * 1024 },
    signal,
  });
  const began = performance.now();
  const frame = await socket.next(undefined, within);
  const left = within - (performance.now() - began);
  // What ends a moment after its first frame is broken too.
  if (frame && left > 0) await socket.next(() => false, Math.min(left, patience / 2));
  const exchange = await socket.close();
  const { end } = exchange;
  const rules =
    settings.contract && endpoint ? brokenRules(settings.contract, { ...exchange, endpoint: endpoint.id }) : [];
  return {
    ...(frame && { frame: withoutSecrets(frame.raw.slice(0, 300)) }),
    ...(promised?.first && { promised: promised.first }),
    ...(rules.length > 0 && { broken: rules }),
    end: end.how === "left" ? "open" : end.how === "closed" ? "closed" : "cut",
    ...(end.how === "closed" && { code: end.code, reason: end.reason }),
    ...("message" in end && { message: end.message }),
    ms: Math.round(performance.now() - began),
  };
}

function told({ frame, end, code, reason, message, ms }: Watched): string {
  const short = frame !== undefined && frame.length > 80 ? `${frame.slice(0, 79)}…` : frame;
  const first = short === undefined ? "no frame came" : `first frame ${short}`;
  if (end === "open") return `${first}; the socket stayed open for ${ms} ms`;
  const how = end === "closed" ? `closed with ${code}${reason ? ` ${reason}` : ""}` : `broken off: ${message}`;
  return `${first}; the socket was ${how} after ${ms} ms`;
}

function brokenRules(contract: Contract, exchange: Exchange): string[] {
  const { violations } = judgeExchange(contract, exchange, { mode: "tolerant" });
  return [...new Set(violations.map(({ rule }) => rule))];
}
