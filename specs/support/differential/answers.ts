import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePackages } from "../../../fixtures/packages/install.mjs";

const here = fileURLToPath(new URL("../../../fixtures/packages/", import.meta.url));
const cache = fileURLToPath(new URL("../../../.cache/verdicts/", import.meta.url));

/** Names to sorted keys, as a package's own schemas have them. */
export type Keys = Readonly<Record<string, readonly string[]>>;

/** What one version of a package says of the corpus: a verdict a value, and its keys. */
export interface Answer {
  readonly Event?: readonly boolean[];
  readonly RunAgentInput: readonly boolean[];
  readonly keys: Keys;
}

/** What each version of @ag-ui/core says. */
export function askCore(versions: readonly string[], corpus: { Event: unknown[]; RunAgentInput: unknown[] }) {
  return ask<Readonly<Record<string, Answer>>>("ask-core.mjs", { versions, ...corpus }, ({ folder }, script) => [
    process.execPath,
    [script, folder],
  ]);
}

/** What each version of @ag-ui/client says of sequences; null where it cannot read them. */
export function askClient(versions: readonly string[], sequences: readonly unknown[]) {
  return ask<Readonly<Record<string, readonly (boolean | null)[]>>>(
    "ask-client.mjs",
    { versions, sequences },
    ({ folder }, script) => [process.execPath, [script, folder]],
  );
}

/** What one version of ag-ui-protocol says. */
export function askProtocol(version: string, inputs: readonly unknown[]) {
  return ask<Answer>(
    "ask-protocol.py",
    inputs,
    ({ folder, python }, script) => [python, ["-E", "-s", script, folder, version]],
    version,
  );
}

type Packages = Awaited<ReturnType<typeof ensurePackages>>;

/**
 * Asks in a process of its own. The packages are locked and the corpus is written down, so an answer to the same question
 * is kept: parallel workers and later runs read it.
 */
async function ask<T>(
  script: string,
  question: unknown,
  command: (packages: Packages, script: string) => [string, string[]],
  more = "",
): Promise<T> {
  const packages = await ensurePackages();
  const path = join(here, script);
  const text = JSON.stringify(question);
  const hash = createHash("sha256").update(
    [basename(packages.folder), readFileSync(path, "utf8"), more, text].join("\0"),
  );
  const file = join(cache, `${hash.digest("hex").slice(0, 24)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const [program, args] = command(packages, path);
  const answer = await new Promise<string>((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: 1 << 30 }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin?.end(text);
  });
  mkdirSync(cache, { recursive: true });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, answer);
  renameSync(half, file);
  return JSON.parse(answer);
}
