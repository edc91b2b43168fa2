import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { digest } from "./digest.mjs";
import { MissingPrerequisite, run } from "./step.mjs";

/**
 * Installs the npm packages of the lock file and builds, where either is missing or older than its sources.
 *
 * @param {string} root folder of package.json
 * @throws {MissingPrerequisite} on a Node that is too old, or when npm fails
 */
export async function ensureNodeModules(root) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new MissingPrerequisite(`Node ${process.versions.node} is too old; install Node 20.19 or newer.`);
  }
  const stamp = join(root, "node_modules", ".wirecheck-stamp");
  const wanted = digest(root, ["package-lock.json"]);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    const { ok, output } = await run("npm packages and build", npm(), ["ci", "--no-audit", "--no-fund"], {
      cwd: root,
      env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
    });
    if (!ok) throw new MissingPrerequisite(`npm ci failed in the checkout; its last words:\n${output.trim()}`);
    mkdirSync(join(root, "node_modules"), { recursive: true });
    writeFileSync(stamp, wanted);
  }
  if (!isBuilt(root)) await build(root);
}

function npm() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}
