import type { Ecosystem } from "../../types.ts";
import type { Found } from "../locked.ts";
import { npm } from "./npm.ts";
import { pnpm } from "./pnpm.ts";
import { requirements, type Unread } from "./requirements.ts";
import { uv } from "./uv.ts";
import { yarn } from "./yarn.ts";

/** A kind of lockfile: how it is called, and who reads it. */
export interface Kind {
  readonly ecosystem: Ecosystem;
  /** Names that the tools use. */
  readonly exact: RegExp;
  /** Names that a copy of one may have: `package-lock.before.json`. */
  readonly like: RegExp;
  /** What mends a damaged one. */
  readonly mend: string;
  readonly read: (text: string) => { readonly found: readonly Found[]; readonly unread: readonly Unread[] };
}

const all = (read: (text: string) => Found[]) => (text: string) => ({ found: read(text), unread: [] });

const kinds: readonly Kind[] = [
  {
    ecosystem: "npm",
    exact: /^(package-lock|npm-shrinkwrap)\.json$/,
    like: /(package-lock|npm-shrinkwrap).*\.json$/,
    mend: "Make it anew with npm install --package-lock-only.",
    read: all(npm),
  },
  {
    ecosystem: "npm",
    exact: /^pnpm-lock\.yaml$/,
    like: /pnpm-lock.*\.ya?ml$/,
    mend: "Make it anew with pnpm install --lockfile-only.",
    read: all(pnpm),
  },
  {
    ecosystem: "npm",
    exact: /^yarn\.lock$/,
    like: /yarn.*\.lock$/,
    mend: "Make it anew with yarn install.",
    read: all(yarn),
  },
  { ecosystem: "pypi", exact: /^uv\.lock$/, like: /uv.*\.lock$/, mend: "Make it anew with uv lock.", read: all(uv) },
  {
    ecosystem: "pypi",
    exact: /^([\w.-]*[-_.])?requirements([-_.][\w.-]*)?\.txt$/,
    like: /requirements.*\.txt$/,
    mend: "Write what pip install -r would read.",
    read: requirements,
  },
];

/** Lockfiles of tools whose lockfiles are not read. */
export const unreadKinds =
  /(^|\/)(poetry\.lock|Pipfile\.lock|pdm\.lock|pylock(\.[\w.-]+)?\.toml|bun\.lockb?|deno\.lock)$/;

/** Whether a file of a repository is a lockfile, by its name; `requirements/*.txt` counts too. */
export const isLockfile = (file: string): boolean =>
  kinds.some(({ exact }) => exact.test(baseOf(file))) || /(^|\/)requirements\/[^/]+\.txt$/.test(file);

/** The kind of a file, by its name. */
export function kindOf(file: string): Kind | undefined {
  const path = file.replaceAll("\\", "/");
  const base = baseOf(path);
  const kind = kinds.find(({ exact }) => exact.test(base)) ?? kinds.find(({ like }) => like.test(base));
  return kind ?? (isLockfile(path) ? kinds.at(-1) : undefined);
}

const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
