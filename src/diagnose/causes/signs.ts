import type { EvidenceId, Facts, Heard } from "../facts.ts";
import { isLoopback } from "../target.ts";
import { all, either, type Sign, sign } from "./cause.ts";

export type HeardId = { [K in EvidenceId]: Facts[K] extends Heard ? K : never }[EvidenceId];

const is = <K extends HeardId>(id: K, test: (heard: Heard) => boolean): Sign =>
  sign([id], (seen) => test(seen[id] as unknown as Heard));

export const status = <K extends HeardId>(id: K, ...wanted: readonly number[]): Sign =>
  is(id, (heard) => wanted.includes(heard.status ?? 0));
export const ended = <K extends HeardId>(id: K, ...ends: readonly Heard["end"][]): Sign =>
  is(id, (heard) => heard.status === undefined && ends.includes(heard.end));
export const answered = <K extends HeardId>(id: K): Sign => is(id, (heard) => heard.status !== undefined);
export const says = <K extends HeardId>(id: K, text: RegExp): Sign => is(id, ({ body }) => text.test(body));
export const isHtml = <K extends HeardId>(id: K): Sign =>
  is(
    id,
    ({ headers, body }) => /^text\/html/.test(headers["content-type"] ?? "") || /^\s*<(!doctype )?html/i.test(body),
  );

/** nginx's own page, which it makes where nothing came from behind; what comes from there it passes on as it is. */
const nginxPage = /<hr><center>(nginx|openresty)[^<]*<\/center>/;
const byProxy = ({ status, body }: Heard, ...wanted: readonly number[]) =>
  wanted.includes(status ?? 0) && nginxPage.test(body);
export const fromProxy = <K extends HeardId>(id: K, ...wanted: readonly number[]): Sign =>
  is(id, (heard) => byProxy(heard, ...wanted));

export const mark = (id: string): Sign => sign(["log"], ({ log }) => log.marks.some((one) => one.id === id));
/** Written while the probes were made: it is about them, or about what came at the very time. */
export const freshMark = (id: string): Sign =>
  sign(["log"], ({ log }) => log.marks.some((one) => one.id === id && one.fresh));
/** The last thing that the log says of a start is that it failed. */
export const startFailed = sign(["log"], ({ log }) => {
  const last = log.marks.findLast(({ id }) => ["import-failed", "port-taken", "started"].includes(id));
  return last !== undefined && last.id !== "started";
});

export const isSocketUrl = sign(["url"], ({ url }) => url.socket);
export const isHttpUrl = sign(["url"], ({ url }) => !url.socket);

const gate = new Set([401, 403, 407, 429]);
/** Said of whatever is asked: that an upgrade gets it as a GET does tells nothing of upgrades. */
const neither = new Set([...gate, 502, 503, 504]);

/** The upgrade itself. */
export const opened = is("upgrade", ({ status, end }) => status === 101 && end !== "invalid");
export const refused = is("upgrade", (heard) => {
  return heard.status !== undefined && heard.status !== 101 && !byProxy(heard, 502, 504);
});
export const refusedWith = (...wanted: readonly number[]) => status("upgrade", ...wanted);
/** By the server itself, or by the one behind a proxy, which tells it in its own words. */
export const hangs = either(ended("upgrade", "silent"), fromProxy("upgrade", 504));
export const brokenOff = either(ended("upgrade", "fin", "rst"), fromProxy("upgrade", 502));
export const unanswered = is("upgrade", (heard) => heard.status === undefined || byProxy(heard, 502, 504));

export const controlOpened = is("upgrade-control", ({ status, end }) => status === 101 && end !== "invalid");
/** The path that nobody has gets the same answer, byte for byte. */
export const asControl = sign(
  ["upgrade", "upgrade-control"],
  (seen) => seen.upgrade.said === seen["upgrade-control"].said,
);
/** The same, where neither was answered. */
export const controlHangs = either(ended("upgrade-control", "silent"), fromProxy("upgrade-control", 504));
export const controlBrokenOff = either(ended("upgrade-control", "fin", "rst"), fromProxy("upgrade-control", 502));

/** An upgrade that is answered as a plain GET of the same path: nobody took notice of it, or a gate refuses both. */
export const asPlainGet = sign(
  ["upgrade", "get"],
  ({ upgrade, get }) =>
    upgrade.status === get.status && upgrade.body === get.body && !neither.has(upgrade.status ?? 401),
);
/** Nobody gets in, whatever is asked. */
export const refusesEverybody = all(status("get", ...gate), status("get-control", ...gate));
/** There is something at the path over HTTP that a path which nobody has does not get. */
export const hasHttpRoute = sign(
  ["get", "get-control"],
  ({ get, "get-control": control }) =>
    get.status !== undefined && get.status < 500 && get.said !== control.said && get.status !== 404,
);
export const getAsControl = sign(["get", "get-control"], (seen) => seen.get.said === seen["get-control"].said);

export const stack = (...names: readonly string[]) =>
  sign(["fingerprint"], ({ fingerprint }) => names.includes(fingerprint.stack ?? ""));
export const anyFront = sign(["fingerprint"], ({ fingerprint }) => fingerprint.front !== undefined);
/** The process that listens is the server itself, by its command. */
export const runsPython = sign(["listener"], ({ listener }) =>
  listener.owners.some(({ command }) => /\bpython|uvicorn|hypercorn|daphne/.test(command)),
);

const allTried = (test: (one: Facts["tcp"]["tried"][number]) => boolean) =>
  sign(["tcp"], ({ tcp }) => tcp.tried.every(test));
export const allRefused = allTried(({ outcome }) => outcome === "refused");
export const onLoopback = allTried(({ address }) => isLoopback(address));
export const noneOpen = allTried(({ outcome }) => outcome !== "open");
export const someSilent = sign(["tcp"], ({ tcp }) => tcp.tried.some(({ outcome }) => outcome === "silent"));
export const noWay = allTried(({ outcome }) => outcome === "no-way");

export const siblingsThere = sign(
  ["siblings"],
  ({ siblings }) => siblings.promised && siblings.asked.some((one) => !one.missing),
);
export const routerMissing = sign(["router-siblings"], (seen) =>
  seen["router-siblings"].asked.every((one) => one.missing),
);
export const routerThere = sign(["router-siblings"], (seen) =>
  seen["router-siblings"].asked.some((one) => !one.missing),
);

/** Of the sources on disk. */
export const tied = sign(["app"], ({ app }) => app.tie !== undefined);
export const declared = sign(["app"], ({ app }) => app.socket !== undefined);
export const included = (...how: readonly ("always" | "sometimes" | "never")[]) =>
  sign(["app"], ({ app }) => app.socket !== undefined && how.includes(app.socket.included));
/** The server itself knows that it has no such route. */
export const notServed = sign(["app"], ({ app }) => app.complete === true && !app.socket && !app.http);
export const allResolved = sign(["app"], ({ app }) => app.unresolved.length === 0);
/** The source that declares or includes the route was changed after the process started. */
export const changedSince = sign(["app"], ({ app }) =>
  app.changed.some(
    (file) => file === app.socket?.file || file === app.socket?.by?.file || file === app.socket?.router.file,
  ),
);
