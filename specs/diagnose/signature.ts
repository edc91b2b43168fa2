import type { Diagnosis } from "../../src/diagnose/index.ts";

type Data = Readonly<Record<string, unknown>>;

/** When it was, who asked, which path (each probe has its own), and what answers carry that is of the moment. */
const passing =
  /^(ms|pid|started|folder|path|insteadOf|file|line|bytes|of|date|etag|content-length|set-cookie|sec-websocket-accept|x-request-id|keep-alive|age|expires|last-modified)$/;

/** What is made up anew each time, by us or by the server. */
const noise: readonly (readonly [what: RegExp, instead: string])[] = [
  [/wirecheck-[0-9a-f]{8,12}/g, "MADE-UP"],
  [/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?/g, "TIME"],
  [/(\\?"sid\\?":\\?")[^"\\]+/g, "$1ID"],
  [/_[0-9a-f]{8}\b/g, "_ID"],
  [/(127\.0\.0\.1|localhost|\[::1\]):\d+/g, "HOST"],
  [/process \d+/g, "process N"],
];

/** Of some observations only this counts: the rest is how many of our own questions were through, and how long it took. */
const essence: Readonly<Record<string, (data: Data) => unknown>> = {
  log: ({ marks }) =>
    [...new Set((marks as readonly Data[]).map(({ id, fresh }) => `${id}${fresh ? ", fresh" : ""}`))].sort(),
  listener: ({ owners }) => (owners as readonly Data[]).map(({ command }) => programOf(String(command))),
  starting: ({ owners }) => (owners as readonly Data[]).map(({ command }) => programOf(String(command))),
  // An answer may say the path back.
  "upgrade-elsewhere": ({ body: _, ...rest }) => rest,
  run: ({ came, made, ...rest }) => ({ ...rest, late: Number(made ?? 0) > 500 && Number(came) < Number(made) / 10 }),
};

const programOf = (command: string) => command.replace(/ .*/, "").replace(/^.*[\\/]/, "");

/** What was observed, without what differs from run to run: equal texts are observations that nothing tells apart. */
export function signatureOf({ evidence, target }: Diagnosis): string {
  const { pathname } = new URL(target);
  const observed = evidence.map(({ id, data }) => [id, essence[id]?.(data as Data) ?? data]);
  const text = noise.reduce(
    (all, [what, instead]) => all.replace(what, instead),
    JSON.stringify(observed, (key, value) => (passing.test(key) ? undefined : value)),
  );
  const names = [pathname, encodeURIComponent(pathname)];
  return names.reduce((all, name) => (name === "/" ? all : all.replaceAll(name, "PATH")), text);
}
