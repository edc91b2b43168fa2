import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Probe } from "../lab.ts";

/** Every address that the name has, in the order of the system. */
export const addresses: Probe<"addresses"> = {
  id: "addresses",
  async make({ settings }) {
    const name = settings.target.host;
    const family = isIP(name);
    if (family !== 0) return { name, found: [{ address: name, family: family as 4 | 6 }] };
    try {
      const all = await lookup(name, { all: true, verbatim: true });
      const distinct = all.filter(({ address }, index) => all.findIndex((one) => one.address === address) === index);
      return { name, found: distinct.map(({ address, family }) => ({ address, family: family as 4 | 6 })) };
    } catch (error) {
      return { name, found: [], code: (error as NodeJS.ErrnoException).code ?? "unknown" };
    }
  },
  tell: ({ name, found, code }) =>
    code
      ? `the name ${name} has no address (${code})`
      : `${name} is ${found.map(({ address }) => address).join(" and ")}`,
};
