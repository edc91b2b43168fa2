// `npm start`: sets up what is missing, then serves every built-in contract. Arguments go to `wirecheck mock`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { tell } from "./setup/step.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

await tell(async () => {
  await ensureNodeModules(root);
  const main = join(root, "dist", "src", "cli", "main.js");
  const mock = spawn(process.execPath, [main, "mock", ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => mock.kill(signal));
  mock.on("close", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
});
