import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digest } from "./digest.mjs";
import { MissingPrerequisite, run } from "./step.mjs";

const sources = [
  "contracts",
  "mocks",
  "src",
  "scripts/generate.mjs",
  "scripts/setup/bundle.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package-lock.json",
];
const counts = (/** @type {string} */ path) => /\.(ts|mjs|json|py|jsx)$|\/Dockerfile$/.test(path);

/** Whether `dist/` was made from the sources as they are. @param {string} root */
export function isBuilt(root) {
  const stamp = join(root, "dist", ".stamp");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digest(root, sources, counts);
}

/**
 * Makes `dist/`: compiled TypeScript, the contracts' documents and the mock's Dockerfile beside it, and the built-in validators as code.
 *
 * @param {string} root
 * @throws {MissingPrerequisite} when the compiler or the generator fails, with their last words
 */
export async function build(root) {
  const wanted = digest(root, sources, counts);
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await must("compile", [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"], root);
  for (const folder of ["contracts", "mocks", "src"]) copyData(root, folder);
  await must("built-in validators", [join(root, "scripts", "generate.mjs")], root);
  // Loaded here, for it is not installed yet where the set-up begins.
  const { bundleCli } = await import("./bundle.mjs");
  await bundleCli(root);
  chmodSync(join(root, "dist", "src", "cli", "main.js"), 0o755);
  writeFileSync(join(root, "dist", ".stamp"), wanted);
}

/** @param {string} title @param {readonly string[]} args @param {string} root */
async function must(title, args, root) {
  const { ok, output } = await run(title, process.execPath, args, { cwd: root });
  if (!ok) throw new MissingPrerequisite(`${title} failed; its last words:\n${output.trim()}`);
}

/** Code reads its data and starts its drivers relative to itself, so they stand in the same place in `dist/`. @param {string} root @param {string} folder */
function copyData(root, folder) {
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
    if (!/\.(json|graphql|mjs|py|jsx)$|(^|[\\/])Dockerfile$/.test(name)) continue;
    const to = join(root, "dist", folder, name);
    cpSync(join(root, folder, name), to, { recursive: true, force: true });
    if (!existsSync(dirname(to))) throw new Error(`no ${dirname(to)}`);
  }
}
