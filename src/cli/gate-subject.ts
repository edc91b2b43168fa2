import {
  type Bump,
  type Catalogue,
  ecosystemOf,
  type Pinned,
  type Subject,
  subjectOfLockfiles,
  subjectOfPackages,
} from "../gate/index.ts";
import type { Given } from "./command.ts";
import { UsageError } from "./trouble.ts";
import { choice } from "./values.ts";

/**
 * What a gate is asked about, in one of its three forms.
 *
 * @throws UsageError where the forms are mixed, a package has no version or no partner; LockfileError
 */
export async function subjectOf({ texts }: Given, catalogue: Catalogue): Promise<Subject> {
  const side = choice("side", texts.side?.[0], ["producer", "consumer", "both"] as const);
  const others = (texts.other ?? []).map((word) => pinned("other", word, catalogue));
  const named = [...(texts.from ?? []), ...(texts.to ?? [])];
  const refs = ["base", "head", "base-lock", "head-lock"].filter((name) => texts[name]);
  if (named.length === 0) {
    const [base, head, baseLock, headLock] = ["base", "head", "base-lock", "head-lock"].map((name) => texts[name]?.[0]);
    return subjectOfLockfiles(catalogue, { base, head, baseLock, headLock }, { others, side });
  }
  if (refs.length > 0) {
    const message = `--from and --to name packages, and --${refs[0]} reads them from lockfiles`;
    throw new UsageError("two-forms", message, "Give one or the other.");
  }
  return subjectOfPackages(bumpsOf(texts, catalogue), process.cwd(), { others, side });
}

function bumpsOf(texts: Given["texts"], catalogue: Catalogue): Bump[] {
  const [from, to] = (["from", "to"] as const).map((end) =>
    (texts[end] ?? []).map((word) => pinned(end, word, catalogue)),
  ) as [Pinned[], Pinned[]];
  const same = (a: Pinned) => (b: Pinned) => a.name === b.name && a.ecosystem === b.ecosystem;
  for (const [end, some, others] of [
    ["from", from, to],
    ["to", to, from],
  ] as const) {
    const twice = some.find((one, at) => some.findIndex(same(one)) !== at);
    if (twice) throw new UsageError("package-twice", `--${end} names ${twice.name} twice`, "Name each package once.");
    const alone = some.find((one) => !others.some(same(one)));
    if (!alone) continue;
    const missing = end === "from" ? "to" : "from";
    const message = `--${end} ${alone.name}@${alone.version} has no --${missing} ${alone.name}@VERSION`;
    throw new UsageError("no-partner", message, "Every package needs a version before and one after.");
  }
  return from.map(({ ecosystem, name, version }) => {
    return {
      ecosystem,
      name,
      from: version,
      to: to.find((one) => one.name === name && one.ecosystem === ecosystem)?.version,
    };
  });
}

/** A version as the registries have them; a range or a tag is none, for it is another one tomorrow. */
const exact = /^v?\d+(\.\d+)*[\w.+-]*$/;

function pinned(option: string, word: string, catalogue: Catalogue): Pinned {
  const at = word.lastIndexOf("@");
  const version = at > 0 ? word.slice(at + 1) : "";
  if (at <= 0 || !exact.test(version)) {
    const message = `--${option} ${word} names no exact version`;
    throw new UsageError("no-version", message, `Write --${option} ${at > 0 ? word.slice(0, at) : word}@1.2.3, say.`);
  }
  return { ...ecosystemOf(catalogue, word.slice(0, at)), version };
}
