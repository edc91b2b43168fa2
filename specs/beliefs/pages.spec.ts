import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { runCli } from "../cli/run-cli.ts";
import { causesOf } from "../diagnose/diagnosed.ts";
import { backendsOf, commandsOf } from "./see-it.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const pages = readdirSync(folder("../../docs/beliefs/"));
const specs = readdirSync(folder("./")).filter((name) => name.endsWith(".spec.ts") && name !== "pages.spec.ts");
const textOf = (page: string) => readFileSync(folder(`../../docs/beliefs/${page}`), "utf8");

const graphql = { "graphql-client-on-ag-ui-endpoint": "certain" };
const unregistered = { "route-not-registered": "certain" };

/** What each diagnosis of a page comes to, in their order. */
const shown: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  "403-means-the-route-exists.md": [unregistered],
  "422-is-a-handshake.md": [{ "message-without-id": "certain" }],
  "client-omits-message-ids.md": [graphql],
  "cors-fixes-sockets.md": [{ "cors-preflight-refused": "certain" }, {}],
  "openapi-lists-sockets.md": [{}],
  "the-downgrade-cured-it.md": [graphql, graphql],
  "the-reconnect-hook-backed-off.md": [unregistered],
};

test("every belief has a spec and a page", () => {
  expect(pages.map((name) => basename(name, ".md")).sort()).toEqual(
    specs.map((name) => basename(name, ".spec.ts")).sort(),
  );
});

for (const page of pages) {
  test(`${page} says what was believed, what is so, and how to see it`, () => {
    const text = textOf(page);
    expect(text.match(/^#+ .*$/gm)?.slice(1)).toEqual(["## What is so", "## Why it was believed", "## See it"]);
    expect(text).toContain(`specs/beliefs/${basename(page, ".md")}.spec.ts`);
    expect(text).toMatch(/```sh\n[^`]+```\n$/);
    expect(commandsOf(text).at(-1)).toMatch(/^npx wirecheck diagnose /);
  });

  test(`${page} ends with a diagnosis that shows it`, async () => {
    const commands = commandsOf(textOf(page));
    const asked = commands.filter((one) => one.startsWith("npx wirecheck diagnose "));
    const target = asked.at(-1)?.match(/127\.0\.0\.1:(\d+)/)?.[1];
    const meant = backendsOf(commands).find(({ port }) => port === target);
    if (!meant) throw new Error(`${page} starts no backend at port ${target}`);
    const backend = await startBackend(meant.how);
    const kept = test.info().outputPath("refused.json");
    const here = (command: string) =>
      command.replaceAll(`127.0.0.1:${target}`, new URL(backend.url).host).replaceAll("refused.json", kept);
    for (const command of commands.filter((one) => one.startsWith("curl ") && one.includes("refused.json")))
      await promisify(execFile)("sh", ["-c", here(command)]);
    const found: unknown[] = [];
    for (const command of asked) {
      const words = here(command).split(" ").slice(2);
      const { stdout, stderr } = await runCli([...words, "--budget", "12", "--reporter", "json"]);
      expect(stderr).toBe("");
      found.push(causesOf(JSON.parse(stdout)));
    }
    await backend.stop();
    expect(found).toEqual(shown[page]);
  });
}
