import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import type { Tried } from "../facts.ts";
import { NotMade, type Probe } from "../lab.ts";
import { isLoopback } from "../target.ts";

/** Addresses that are tried at most: a name may have many. */
const most = 8;

/** Whether each address of the name takes a connection. */
export const tcp: Probe<"tcp"> = {
  id: "tcp",
  async make(lab) {
    const found = (await lab.see("addresses"))?.found ?? [];
    if (found.length === 0) return new NotMade("the name has no address");
    const { target, budget } = lab.settings;
    const tries = found.slice(0, most).map(({ address, family }) => reach(address, family, target.port, budget * 0.4));
    return { tried: await Promise.all(tries) };
  },
  tell: ({ tried }) => tried.map(said).join("; "),
};

/** Where nothing took a connection: the machine's own addresses that the name does not stand for. */
export const otherAddress: Probe<"tcp-other-address"> = {
  id: "tcp-other-address",
  async make(lab) {
    const tried = (await lab.see("tcp"))?.tried ?? [];
    if (tried.length === 0) return new NotMade("the name has no address");
    if (tried.some(({ outcome }) => outcome === "open")) return new NotMade("not needed: an address takes connections");
    const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
    if (!tried.some(({ address }) => isLoopback(address) || own.includes(address)))
      return new NotMade("the target is another machine");
    const known = tried.map(({ address }) => address);
    const others = (["127.0.0.1", "::1"] as const).filter((address) => !known.includes(address));
    if (others.length === 0) return new NotMade("both loopback addresses were tried already");
    const { target, budget } = lab.settings;
    const tries = others.map((one) => reach(one, one.includes(":") ? 6 : 4, target.port, budget * 0.2));
    return { tried: await Promise.all(tries) };
  },
  tell: ({ tried }) => tried.map(said).join("; "),
};

function reach(address: string, family: 4 | 6, port: number, within: number): Promise<Tried> {
  return new Promise((resolve) => {
    const wire = connect({ host: address, port });
    const done = (outcome: Tried["outcome"], code?: string) => {
      clearTimeout(timer);
      wire.destroy();
      resolve({ address, family, outcome, ...(code && { code }) });
    };
    const timer = setTimeout(() => done("silent"), within);
    wire.on("connect", () => done("open"));
    wire.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
      if (code === "ECONNREFUSED") done("refused", code);
      else done(code === "ETIMEDOUT" ? "silent" : "no-way", code);
    });
  });
}

const outcomes: Readonly<Record<Tried["outcome"], string>> = {
  open: "takes connections",
  refused: "refuses connections",
  silent: "does not answer",
  "no-way": "cannot be reached",
};

const said = ({ address, outcome, code }: Tried) =>
  `${address} ${outcomes[outcome]}${code && outcome !== "refused" ? ` (${code})` : ""}`;
