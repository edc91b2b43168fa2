import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const run = fileURLToPath(new URL("../../fixtures/frontends/run.mjs", import.meta.url));

/** `npm run frontend -- …`: the process, what it writes, and its exit code once it is gone. */
function runFrontend(...args: readonly string[]) {
  const child = spawn(process.execPath, [run, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const told = { out: "", err: "" };
  child.stdout.on("data", (text) => (told.out += text));
  child.stderr.on("data", (text) => (told.err += text));
  return { child, told, code: once(child, "close").then(([code]) => code) };
}

test("npm run frontend serves a page that is given its backend, and Ctrl-C ends it", async () => {
  const url = "http://127.0.0.1:4000/api/copilotkit";
  const { child, told, code } = runFrontend("copilotkit", "--url", url, "--option", "console=0", "--port", "0");
  await Promise.race([once(child.stdout, "data"), code]);
  const [, address = ""] = /^copilotkit 1\.74\.0: (http:\/\/localhost:\S+) {2}Ctrl-C stops it\.$/m.exec(told.out) ?? [];
  const { searchParams } = new URL(address);
  expect(Object.fromEntries(searchParams)).toEqual({ url, agent: "customer_support_agent", console: "0" });
  expect(await (await fetch(address)).text()).toContain('<div id="root">');
  child.kill("SIGINT");
  expect(await code).toBe(0);
});

for (const [args, sentence] of [
  [[], /^No frontend named: --help lists them\.\n$/],
  [["nothing"], /^There is no frontend nothing; there are .*copilotkit.*\.\n$/],
  [["copilotkit", "studio"], /^One frontend at a time: "studio" is one too many\.\n$/],
  [
    ["copilotkit", "--version", "1.0.0"],
    /^There is no version 1\.0\.0 of the frontend copilotkit; there are 1\.74\.0, .*\n$/,
  ],
  [["copilotkit", "--port", "99999"], /^"99999" is not a port: .*\n$/],
  [["copilotkit", "--option", "console"], /^"console" is no option of a page: write --option NAME=VALUE\.\n$/],
  [["copilotkit", "--nope"], /^Unknown option '--nope': --help lists the options\.\n$/],
] as const) {
  test(`npm run frontend -- ${args.join(" ")}: one sentence, and exit 2`, async () => {
    const { told, code } = runFrontend(...args);
    expect(await code).toBe(2);
    expect(told).toEqual({ out: "", err: expect.stringMatching(sentence) });
  });
}
