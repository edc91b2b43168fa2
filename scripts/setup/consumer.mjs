import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "./digest.mjs";
import { MissingPrerequisite, run } from "./step.mjs";

/** Installed beside the packed tarball, as a user's project has them: Playwright comes at our own version. */
const beside = ["msw@3.0.5", "mock-socket@9.3.1"];
/** What msw 3 needs; the package of the npm package `node` that holds the binary, which needs no install script. */
const newerNode = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/**
 * A project of a user: an empty folder into which the packed tarball and what it plays with are installed from the
 * registry, as anybody would, and a Node of a newer major. The `package` lane runs a user's test there. Made again when
 * the package changes.
 *
 * @param {string} root
 * @returns {Promise<string>} the folder
 * @throws {MissingPrerequisite} when packing or installing fails
 */
export async function ensureConsumer(root) {
  const { name, version, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const wanted = digest(root, ["dist/.stamp", "package.json", "docs", "schemas", "scripts/setup/consumer.mjs"]);
  const folder = join(root, ".cache", "consumer");
  const stamp = join(folder, ".stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ private: true, type: "module" }, null, 2)}\n`);
  await npm("pack", ["pack", "--ignore-scripts", "--pack-destination", folder], root);
  const tarball = join(folder, `${name}-${version}.tgz`);
  const playwright = `@playwright/test@${devDependencies["@playwright/test"]}`;
  await npm(
    "a user's install",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", tarball, playwright, ...beside, `${newerNode}@22.23.3`],
    folder,
  );
  writeFileSync(stamp, wanted);
  return folder;
}

/** @param {string} title @param {readonly string[]} args @param {string} cwd */
async function npm(title, args, cwd) {
  const { ok, output } = await run(title, process.platform === "win32" ? "npm.cmd" : "npm", args, { cwd });
  if (!ok) throw new MissingPrerequisite(`${title} failed; its last words:\n${output.trim()}`);
}
