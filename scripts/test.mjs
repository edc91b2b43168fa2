// `npm test`: sets up what the lanes need, checks the tree, runs every lane. Arguments go to Playwright.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureRuntime, ensureStack, ensureZoo, runtimes, sdks, stacks } from "../fixtures/backends/index.mjs";
import { ensureGate } from "../fixtures/gate/index.mjs";
import { ensurePackages } from "../fixtures/packages/install.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureConsumer } from "./setup/consumer.mjs";
import { ensureContainers } from "./setup/containers.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { tell } from "./setup/step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const outside = join(root, ".cache", "outside.log");
const log = (/** @type {string} */ line) => process.stderr.write(`  ${line}\n`);

await tell(async () => {
  await ensureNodeModules(root);
  // They need what was just installed.
  const { check } = await import("./check.mjs");
  const { ensureFrontend, frontends } = await import("../fixtures/frontends/index.mjs");
  const own = !process.env.BACKEND_URL;
  if (!own && !process.env.BACKEND_CONTRACT) {
    throw new Error("BACKEND_URL is set and BACKEND_CONTRACT is not; name the contract that the backend keeps.");
  }
  /** @type {Record<string, string>} */
  const env = {
    WIRECHECK_OUTSIDE: outside,
    NODE_OPTIONS:
      `${process.env.NODE_OPTIONS ?? ""} --import ${new URL("./offline/guard.mjs", import.meta.url)}`.trim(),
    WIRECHECK_GUARD: join(root, "scripts", "offline", "guard.py"),
  };
  if (own) {
    const [chromium] = await Promise.all([
      ensureChromium(root),
      ensurePackages({ log }),
      ...[...stacks, ...sdks].map(({ name }) => ensureStack(name, { log })),
      ...runtimes.map(({ name }) => ensureRuntime(name, { log })),
      ...frontends.flatMap(({ name, versions = [undefined] }) =>
        versions.map((version) => ensureFrontend(name, { ...(version && { version }), log })),
      ),
      ensureZoo({ log }),
      ensureGate({ log }),
    ]);
    env.WIRECHECK_CHROMIUM = chromium;
    env.WIRECHECK_CONSUMER = await ensureConsumer(root);
    Object.assign(env, await ensureContainers({ log }));
    await check();
  }
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(outside, { force: true });
  const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
  if (!existsSync(playwright)) throw new Error("@playwright/test is not installed; run npm ci.");
  const lanes = own ? [] : ["--project", "backend"];
  const child = spawn(process.execPath, [playwright, "test", ...lanes, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const code = await new Promise((resolve) => child.on("close", (status) => resolve(status ?? 1)));
  process.exitCode = code;
  if (existsSync(outside)) {
    throw new Error(
      `a test lane reached out of this machine, which none may:\n${readFileSync(outside, "utf8").trim()}`,
    );
  }
});
