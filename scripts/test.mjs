// `npm test`: sets up what the lanes need, checks the tree, runs every lane. Arguments go to Playwright.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureStack, stacks } from "../fixtures/backends/index.mjs";
import { ensurePackages } from "../fixtures/packages/install.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { tell } from "./setup/step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const log = (/** @type {string} */ line) => process.stderr.write(`  ${line}\n`);

await tell(async () => {
  await ensureNodeModules(root);
  const { check } = await import("./check.mjs");
  const own = !process.env.BACKEND_URL;
  /** @type {Record<string, string>} */
  const env = {};
  if (own) {
    const [chromium] = await Promise.all([
      ensureChromium(root),
      ensurePackages({ log }),
      ...stacks.map(({ name }) => ensureStack(name, { log })),
    ]);
    env.WIRECHECK_CHROMIUM = chromium;
    await check();
  }
  const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
  if (!existsSync(playwright)) throw new Error("@playwright/test is not installed; run npm ci.");
  const lanes = own ? [] : ["--project", "backend"];
  const child = spawn(process.execPath, [playwright, "test", ...lanes, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  process.exitCode = await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
});
