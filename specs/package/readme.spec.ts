import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const examples = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

/** What each example must print, and how it must end. */
const outcomes = [
  { prints: '"toolCallName":"search_knowledge_base"', exit: 0 },
  { prints: "keeps customer-support@", exit: 0 },
  { prints: "keeps copilotkit@1.10.6", exit: 0 },
  { prints: "keeps ag-ui@1.0.0", exit: 0 },
  { prints: "order/run-terminates", exit: 1 },
];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

/** Runs a script with `npx wirecheck` standing for the command of this checkout. */
async function shell(script: string, cwd: string): Promise<{ code: number; output: string }> {
  const bin = join(root, "dist", "src", "cli", "main.js");
  const commands = script.replaceAll("npx wirecheck", `"${process.execPath}" "${bin}"`);
  // What an example leaves running ends with it.
  const child = spawn("bash", ["-c", `trap 'kill $(jobs -p) 2>/dev/null' EXIT\n${commands}`], {
    cwd,
    env: { ...process.env, PATH: `${process.env.PATH}${delimiter}` },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output };
}

test("the README has its examples", () => {
  expect(examples).toHaveLength(outcomes.length);
});

test("the examples run as they are written, one after another", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wirecheck-readme-"));
  const [port, next] = [String(await freePort()), String(await freePort())];
  const text = (index: number) => (examples[index] ?? "").replaceAll("4010", port).replaceAll("4011", next);
  // The mock of the first example goes on for the others; its first answer is waited for, not a time.
  const [serve = "", ask = ""] = text(0).split(/&\n/);
  const bin = join(root, "dist", "src", "cli", "main.js");
  const mock = spawn(process.execPath, [bin, ...serve.trim().split(/\s+/).slice(2)], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(mock.stdout, "data");
    for (const [index, { prints, exit }] of outcomes.entries()) {
      const { code, output } = await shell(index === 0 ? ask : text(index), folder);
      expect(output).toContain(prints);
      expect(code, output).toBe(exit);
    }
  } finally {
    mock.kill();
    await once(mock, "close");
    rmSync(folder, { recursive: true, force: true });
  }
});
