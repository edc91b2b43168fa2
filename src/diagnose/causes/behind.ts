import type { Heard } from "../facts.ts";
import { all, type Cause, either, not, sign } from "./cause.ts";
import {
  anyFront,
  asControl,
  controlBrokenOff,
  controlHangs,
  fromProxy,
  getAsControl,
  type HeardId,
  status,
} from "./signs.ts";
import { isVite } from "./upgrade-signs.ts";

/** What a proxy's own answer says of the server behind it: nothing came from there, or not in time. */
const cutBehind = (id: HeardId) => fromProxy(id, 502);
export const lateBehind = (id: HeardId) => fromProxy(id, 504);
const ofProxy = (id: HeardId) => fromProxy(id, 502, 504);

/** An answer of nothing but its head: Vite's own 502 is one, and so may be anybody's. */
const bare = (id: HeardId) =>
  all(
    status(id, 502),
    sign([id], (seen) => (seen[id] as Heard).body === ""),
  );

/**
 * The proxy writes of this very path that nobody took its connection. All else that makes it answer 502 (a close in the
 * middle, a handshake of TLS that fails) gets the same answer, and another path may lead to another server.
 */
const connectFailed = sign(["log", "get"], ({ log, get }) => {
  const path = ` ${get.path.replace(/\?.*/, "")}`;
  const isOurs = (line: string) => line.includes(`${path} `) || line.includes(`${path}?`);
  return log.marks.some(({ id, fresh, line }) => id === "connect-failed" && fresh && isOurs(line));
});

/** A proxy whose own answers are known stands in front, and this is none of them: it passed it on, or is told to say so. */
const passedOn = (id: HeardId) =>
  all(
    status(id, 502, 503, 504),
    either(
      sign(["fingerprint"], ({ fingerprint }) => ["nginx", "vite"].includes(fingerprint.front ?? "")),
      isVite,
    ),
    not(ofProxy(id)),
    not(bare(id)),
  );

const noStatus = sign(["upgrade"], ({ upgrade }) => upgrade.status === undefined);
const everyPath = either(asControl, controlBrokenOff, controlHangs);

/** What is equal for a server that is down, one that closes, and one that says 502 itself stands side by side. */
const apart = () => "the proxy's own log (--log FILE); the same asked past the proxy, at the server's own port";
const proxy = ({ fingerprint }: Parameters<Cause["says"]>[0]) => fingerprint?.front ?? "A proxy";

/** What plain HTTP gets from a proxy that got nothing, and from a server that says the same by itself. */
export const behindHttp: readonly Cause[] = [
  {
    id: "proxy-backend-down",
    explains: "server fails",
    seen: [either(status("get", 502, 504), all(status("get", 503), anyFront))],
    certainty: [
      { is: "certain", when: [connectFailed, either(cutBehind("get"), bare("get"))] },
      { is: "likely", when: [getAsControl, not(passedOn("get"))] },
      { is: "possible" },
    ],
    says: (seen) =>
      `${proxy(seen)} answers ${seen.get?.status}: the server behind it is down, or does not answer in time.`,
    fix: () => "Start the server behind the proxy, and compare its host and port with the proxy's settings.",
    apart,
  },
  {
    id: "closes-without-answer",
    explains: "server fails",
    seen: [either(cutBehind("get"), bare("get"))],
    unseen: [connectFailed],
    certainty: [{ is: "likely", when: [not(getAsControl)] }, { is: "possible" }],
    says: (seen) =>
      `The server behind the proxy takes the request for ${seen.get?.path} and closes without an answer (${seen.get?.status}).`,
    fix: () =>
      "Look at the log of the server behind: a worker that crashes or is killed, or a port that speaks TLS or no HTTP at all.",
    apart,
  },
  {
    id: "server-error",
    explains: "server fails",
    seen: [status("get", 502, 503, 504)],
    unseen: [ofProxy("get"), sign(["protocol"], ({ protocol }) => protocol.speaks.length > 0)],
    certainty: [
      { is: "likely", when: [either(status("get", 503), passedOn("get"), not(getAsControl))] },
      { is: "possible" },
    ],
    says: (seen) =>
      `The server itself answers ${seen.get?.path} with ${seen.get?.status}: something that it needs fails.`,
    fix: () =>
      "Look at the server's log (--log FILE), and at the service that it asks: a model, a database, another API.",
    apart,
  },
];

/** The same of an upgrade. */
export const behindUpgrade: readonly Cause[] = [
  {
    id: "proxy-backend-down",
    explains: "no upgrade",
    seen: [
      either(
        status("upgrade", 502, 504),
        all(status("upgrade", 503), anyFront),
        all(noStatus, status("get", 502, 504)),
      ),
    ],
    certainty: [
      { is: "certain", when: [connectFailed, either(cutBehind("upgrade"), bare("get"))] },
      { is: "likely", when: [status("get", 502, 504), everyPath, not(passedOn("upgrade"))] },
      { is: "possible" },
    ],
    says: (seen) =>
      `${proxy(seen)} answers in front, and the server behind it does not (GET gets ${seen.get?.status ?? "nothing"}).`,
    fix: () => "Start the server behind the proxy, and compare its host and port with the proxy's settings.",
    apart,
  },
  {
    id: "closes-without-answer",
    explains: "no upgrade",
    seen: [either(all(cutBehind("upgrade"), cutBehind("get")), all(noStatus, status("get", 502)))],
    unseen: [connectFailed],
    certainty: [{ is: "possible" }],
    says: () => "The server behind the proxy takes each request and closes without an answer.",
    fix: () =>
      "Look at the log of the server behind: a worker that crashes or is killed, or a port that speaks TLS or no HTTP at all.",
    apart,
  },
  {
    id: "server-error",
    explains: "no upgrade",
    seen: [status("upgrade", 502, 503, 504)],
    unseen: [ofProxy("upgrade")],
    certainty: [
      { is: "likely", when: [either(status("upgrade", 503), passedOn("upgrade"), not(everyPath))] },
      { is: "possible" },
    ],
    says: (seen) =>
      `The server itself answers the upgrade of ${seen.upgrade?.path} with ${seen.upgrade?.status}: something that it needs fails.`,
    fix: () =>
      "Look at the server's log (--log FILE), and at the service that it asks: a model, a database, another API.",
    apart,
  },
];
