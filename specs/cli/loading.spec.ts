import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const main = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
/** Names each module of GraphQL libraries that Node resolves. */
const hooks = `import { writeSync } from "node:fs";
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (/node_modules\\/(@graphql|graphql)/.test(found.url)) writeSync(2, "resolved " + found.url + "\\n");
  return found;
}`;
const watch = `import { register } from "node:module";
register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;

/** Starts a mock, asks it once and stops it; gives the libraries that speak GraphQL, by then. */
async function loadedBy(contract: string, ask: (url: string) => Promise<Response>): Promise<string[]> {
  const preload = ["--import", `data:text/javascript,${encodeURIComponent(watch)}`];
  const child = spawn(process.execPath, [...preload, main, "mock", contract, "--port", "0"]);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => {
    output.stdout += text;
  });
  child.stderr.on("data", (text) => {
    output.stderr += text;
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  try {
    await expect.poll(() => output.stdout, { timeout: 20_000 }).toContain("Ctrl-C stops it.");
    const [url = ""] = /^http:\/\/\S+/m.exec(output.stdout) ?? [];
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    await answer.text();
  } finally {
    child.kill("SIGINT");
    await ended;
  }
  return [...output.stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name = ""]) => name);
}

const post = (body: object) => (url: string) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const input = { threadId: "t", runId: "r", state: {}, messages: [], tools: [], context: [], forwardedProps: {} };

for (const [contract, ask] of [
  ["ag-ui", post(input)],
  ["copilotkit@1.74.0", post({ method: "info" })],
] as const) {
  test(`a mock of ${contract} loads nothing that speaks GraphQL`, async () => {
    expect(await loadedBy(contract, ask)).toEqual([]);
  });
}

test("a mock of copilotkit@1.10.6 does", async () => {
  const loaded = await loadedBy("copilotkit@1.10.6", post({ query: "{hello}" }));
  expect(loaded).toEqual(expect.arrayContaining(["graphql-yoga", "graphql"]));
});
