import type { Ecosystem } from "../types.ts";

/** What is to be installed together, isolated from everything else. */
export interface Wanted {
  readonly ecosystem: Ecosystem;
  /** Name to exact version, or to a range for what merely goes along (react: "^19", pydantic: ">=1,<2"). */
  readonly packages: Readonly<Record<string, string>>;
  /** npm only: overrides, as package.json has them. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

export interface InstallOptions {
  /** Folder of all locks and installs; made when it is not there. `layout.ts` says what is in it. */
  readonly cache: string;
  /** Gets a line about whatever takes longer than a second. */
  readonly log?: (line: string) => void;
  /** Ends everything, children included; what was thrown is then its reason. */
  readonly signal?: AbortSignal;
  /** Whether install scripts (npm) and builds from source (pip) may run: they are code of the packages under test. */
  readonly allowScripts?: boolean;
  /** Budget of the whole call in milliseconds, waiting for another process included; 10 minutes when left out. */
  readonly timeout?: number;
  /** Asks no registry: what is not in the cache is an error. */
  readonly offline?: boolean;
  /** Environment of npm, pip and Python, which says where their registries are; ours when left out. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Installed {
  /** Hash of the lockfile and of what else decides (platform, Python, scripts): equal keys are equal installs. */
  readonly key: string;
  /** npm: holds node_modules. pypi: the virtual environment; it was moved, so start programs as `python -m NAME`. */
  readonly folder: string;
  /** pypi only: the Python of the virtual environment. */
  readonly python?: string;
  /** What is really installed, name to version: the top level for npm, everything for pypi (names by PEP 503). */
  readonly versions: Readonly<Record<string, string>>;
}

/** One call of `install`, as its steps see it. */
export interface Job {
  readonly wanted: Wanted;
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** The caller's signal and the budget, together. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly allowScripts: boolean;
  readonly offline: boolean;
  /** How long one request to a registry may be silent, in milliseconds. */
  readonly patience: number;
}

/** What a package manager does, once it is known what else decides. */
export interface Manager {
  readonly lockName: "package-lock.json" | "requirements.txt";
  /** What else decides the lock, and what the install beyond the lock. */
  readonly lockDepends: readonly string[];
  readonly installDepends: readonly string[];
  /** Makes what the next two need, once for all. */
  prepare?(): Promise<void>;
  /** Resolves in an empty folder. @returns the text of the lock */
  resolve(work: string): Promise<string>;
  /** Installs what the lock names into an empty folder, which is moved afterwards. */
  fill(folder: string, lock: string): Promise<void>;
  versions(folder: string): Record<string, string>;
  /** Path of the Python in an install. */
  python?(folder: string): string;
}
