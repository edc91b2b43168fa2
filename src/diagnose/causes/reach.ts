import type { Seen } from "../facts.ts";
import { type Cause, either, not, sign } from "./cause.ts";
import { allRefused, noneOpen, noWay, onLoopback, someSilent, startFailed } from "./signs.ts";

const places = ({ tcp }: Seen) => (tcp?.tried ?? []).map(({ address }) => address).join(" and ");
const otherOpen = sign(["tcp-other-address"], (seen) =>
  seen["tcp-other-address"].tried.some(({ outcome }) => outcome === "open"),
);
const openOther = (seen: Seen) =>
  seen["tcp-other-address"]?.tried.find(({ outcome }) => outcome === "open")?.address ?? "another address";
const isStarting = sign(["starting"], ({ starting }) => starting.owners.length > 0);
const ofStart = new Set(["still-starting", "started", "import-failed", "port-taken"]);
/** The last thing that the log says of a start is that it goes on. */
const startsByLog = sign(
  ["log"],
  ({ log }) => log.marks.findLast(({ id }) => ofStart.has(id))?.id === "still-starting",
);
const byCode = (code: RegExp) => sign(["addresses"], ({ addresses }) => code.test(addresses.code ?? ""));

/** No connection came about. */
export const reach: readonly Cause[] = [
  {
    id: "name-unknown",
    explains: "no address",
    seen: [byCode(/ENOTFOUND|ENODATA|NONAME/)],
    certainty: [{ is: "certain" }],
    says: ({ addresses }) => `The name ${addresses?.name} has no address.`,
    fix: ({ addresses }) =>
      `Correct the host in the URL, or make ${addresses?.name} known (DNS, /etc/hosts, the network of your containers).`,
  },
  {
    id: "name-lookup-failed",
    explains: "no address",
    seen: [byCode(/EAI_AGAIN|ETIMEOUT|ESERVFAIL|ECONNREFUSED/)],
    certainty: [{ is: "likely" }],
    says: ({ addresses }) =>
      `The name ${addresses?.name} could not be looked up (${addresses?.code}): no name server answered.`,
    fix: () =>
      "Look at the network and its name server, then try again; an address instead of the name shows whether the rest works.",
  },
  {
    id: "listens-on-other-address",
    explains: "no connection",
    seen: [noneOpen, otherOpen],
    certainty: [{ is: "certain" }],
    says: (seen) => `Nothing listens on ${places(seen)}, but something does on ${openOther(seen)}, at the same port.`,
    fix: (seen) =>
      `Ask ${openOther(seen)} instead, or let the server listen on every address: --host 0.0.0.0 for IPv4, --host :: for both.`,
  },
  {
    id: "crashed-at-start",
    explains: "no connection",
    seen: [allRefused, startFailed],
    unseen: [otherOpen],
    certainty: [{ is: "certain", when: [onLoopback] }, { is: "likely" }],
    says: ({ log }) =>
      `Nothing listens, because the server ended while it started: ${lastMark(log, /import-failed|port-taken/)}`,
    fix: () => "Put right what the last error of the log names, and start the server again.",
  },
  {
    id: "still-starting",
    explains: "no connection",
    seen: [allRefused, onLoopback, either(isStarting, startsByLog)],
    unseen: [otherOpen, startFailed],
    certainty: [{ is: "likely" }],
    says: ({ starting }) => {
      const [owner] = starting?.owners ?? [];
      return `Nothing listens yet, but ${owner ? `process ${owner.pid} was started with this port` : "the log says that the server is starting"}.`;
    },
    fix: () => "Wait for it (wirecheck diagnose … --wait 30), and look at its log if it does not come.",
    apart: () => "--wait 30 asks until something answers; --log FILE shows whether it crashed",
  },
  {
    id: "nothing-listening",
    explains: "no connection",
    seen: [allRefused],
    unseen: [otherOpen, startFailed],
    certainty: [
      { is: "likely", when: [startsByLog] },
      {
        is: "certain",
        when: [
          onLoopback,
          either(
            not(isStarting),
            sign(["tcp"], ({ tcp }) => tcp.tried.length === 0),
          ),
        ],
      },
      { is: "likely" },
    ],
    says: (seen) => `Nothing listens on ${places(seen)}: every address refuses the connection.`,
    fix: () => "Start the server, and compare the port that it prints with the one in the URL.",
    apart: () => "asked on the machine itself, a refusal that a firewall makes is not there",
  },
  {
    id: "silent-like-a-firewall",
    explains: "no connection",
    seen: [noneOpen, someSilent],
    unseen: [otherOpen],
    certainty: [{ is: "likely" }],
    says: (seen) =>
      `${places(seen)} does not answer at all: a firewall drops what we send, or no machine has that address.`,
    fix: () =>
      "Open the port in the firewall or security group, or correct the address; a server that is only off would refuse.",
  },
  {
    id: "no-way-there",
    explains: "no connection",
    seen: [noWay],
    certainty: [{ is: "certain" }],
    says: (seen) => `There is no way to ${places(seen)} (${seen.tcp?.tried[0]?.code}).`,
    fix: () => "Look at the network: a VPN, a container's network or IPv6 that this machine lacks.",
  },
];

export function lastMark(log: Seen["log"], id: RegExp): string {
  return (log?.marks ?? []).filter((one) => id.test(one.id)).at(-1)?.line ?? "";
}
