import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ParticipantError } from "../participant-error.ts";
import { bareEnv } from "./bare-env.ts";

const driver = fileURLToPath(new URL("../../drivers/bundle-page.mjs", import.meta.url));
const source = fileURLToPath(new URL("../../drivers/page/page.jsx", import.meta.url));

/** What a page is made of, and where the result is kept. */
export interface Bundling {
  /** Holds node_modules with @copilotkit/react-core, @copilotkit/react-ui, react, react-dom and esbuild. */
  readonly folder: string;
  /** Folder for what is made once; bundles are kept there by the folder's name and the page's source. */
  readonly cache: string;
  readonly signal?: AbortSignal | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/**
 * Bundles the gate's page with the packages of a folder, unless that was done. The bundler runs in a process of its own, for
 * it comes out of that folder too.
 *
 * @returns path of the one script that the page is
 * @throws ParticipantError `page-not-bundled`
 */
export async function bundlePage({ folder, cache, signal, log }: Bundling): Promise<string> {
  const made = join(cache, "pages", `${basename(folder)}-${pageDigest()}.js`);
  if (existsSync(made)) return made;
  mkdirSync(dirname(made), { recursive: true });
  log?.(`Bundling a page with the packages of ${basename(folder)}`);
  const work = `${made}.${randomBytes(4).toString("hex")}`;
  try {
    const problem = await run([driver, folder, source, work], signal);
    if (problem !== undefined) {
      throw new ParticipantError(
        "page-not-bundled",
        `No page could be made of the packages in ${basename(folder)}: ${problem}.`,
        "See whether @copilotkit/react-core, @copilotkit/react-ui and react of these versions go together.",
      );
    }
    // Whole or not at all, also for another gate that reads it now.
    renameSync(work, made);
  } finally {
    rmSync(work, { force: true });
  }
  return made;
}

/** Stands for the page's source and for how it is bundled. */
export function pageDigest(): string {
  const hash = createHash("sha256");
  for (const file of [driver, source]) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

/** @returns the first thing that went wrong, or undefined */
async function run(args: readonly string[], signal: AbortSignal | undefined): Promise<string | undefined> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, args, {
    env: bareEnv(),
    stdio: ["ignore", "ignore", "pipe"],
    ...(signal && { signal }),
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    told = (told + chunk).slice(0, 20_000);
  });
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code === 0) return undefined;
  const [, why] = /(?:\[ERROR\] |Error: )(.+?)\.?$/m.exec(told) ?? [];
  return why ?? `the bundler ended with ${code}`;
}
