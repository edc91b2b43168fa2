import { expect, test } from "@playwright/test";
import { WebSocket } from "ws";
import { builtIns } from "../../contracts/index.ts";
import { tcp } from "../verify/raw-server.ts";
import { runCli, startCli } from "./run-cli.ts";

/** Starts the mock command and waits for its table. */
async function startMock(...words: string[]) {
  const { child, output } = startCli(["mock", "--port", "0", "--pace", "none", ...words]);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await expect.poll(() => output.stdout, { timeout: 20_000 }).toContain("Ctrl-C stops it.");
  const services = [...output.stdout.matchAll(/^(http:\/\/\S+) {2}([\w-]+)@/gm)].map(([, url, name]) => ({
    url,
    name,
  }));
  const stop = () => {
    child.kill("SIGINT");
    return ended;
  };
  return { output, services, stop };
}

test("mock without a name serves every built-in, says where, and stops on Ctrl-C", async () => {
  const { output, services, stop } = await startMock();
  expect(services.map(({ name }) => name)).toEqual(builtIns().map(({ name }) => name));
  expect(output.stdout).toContain("  SOCKET  /ws/coordinator");
  expect(output.stdout).toContain(`Try:  npx wirecheck verify ${services[0]?.url} --contract ${services[0]?.name}`);
  expect(await stop()).toBe(0);
  expect(output.stderr).toBe("");
});

for (const contract of ["copilotkit@1.10.6", "copilotkit/@copilotkit/runtime/v2@1.50.0"]) {
  test(`the command that the table of ${contract} names exits 0`, async () => {
    const { output, stop } = await startMock(contract);
    expect(output.stdout).toContain(`  ${contract}\n`);
    const words = /npx wirecheck (.*)/.exec(output.stdout)?.[1]?.split(" ") ?? [];
    expect(words.at(-1)).toBe(contract);
    expect((await runCli(words)).code).toBe(0);
    expect(await stop()).toBe(0);
  });
}

test("operations of one path stand in the table with their names", async () => {
  const { output, stop } = await startMock("copilotkit@1.10.6");
  expect(output.stdout).toMatch(/\n {2}POST {4}\/ {2}available-agents\n[\s\S]*\n {2}POST {4}\/\n/);
  expect(await stop()).toBe(0);
});

test("the command that the table names exits 0, and each request is one line", async () => {
  const { output, stop } = await startMock("customer-support");
  const words = /npx wirecheck (.*)/.exec(output.stdout)?.[1]?.split(" ") ?? [];
  expect((await runCli(words)).code).toBe(0);
  expect(output.stdout.split("\n").filter((line) => line.includes("/api/copilotkit")).length).toBeGreaterThan(5);
  expect(await stop()).toBe(0);
});

test("a scenario that breaks a rule is found by verify, with that rule", async () => {
  const { services, stop } = await startMock("customer-support", "--scenario", "breaks-framing-sse-crlf");
  const { code, stdout } = await runCli(["verify", services[0]?.url ?? "", "--contract", "customer-support"]);
  expect(code).toBe(1);
  expect(stdout).toContain("framing/sse-crlf");
  expect(await stop()).toBe(0);
});

test("a port in use is one sentence, and exit 2", async () => {
  const taken = await tcp(() => undefined);
  const { port } = new URL(taken.url);
  const { code, stdout, stderr } = await runCli(["mock", "customer-support", "--port", port]);
  await taken.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(new RegExp(`^wirecheck: [^\\n]*${port}[^\\n]*\\n$`));
});

test("two services that are given one port are refused by name", async () => {
  const words = ["mock", "ag-ui", "customer-support", "--serve", "ag-ui=4999", "--serve", "customer-support=4999"];
  const { code, stderr } = await runCli(words);
  expect(code).toBe(2);
  expect(stderr).toMatch(/ag-ui and customer-support cannot share port 4999/);
});

const message = (id?: object) => ({ role: "user", content: "hi", ...id });
const run = (messages: object[], more = {}) => {
  return { threadId: "t", runId: "r", state: {}, messages, tools: [], context: [], forwardedProps: {}, ...more };
};
const refusals = [
  {
    contract: "customer-support",
    path: "/api/copilotkit",
    body: { query: "{a}" },
    why: "graphql-client-on-ag-ui-endpoint",
  },
  {
    contract: "customer-support",
    path: "/api/copilotkit",
    body: { method: "info" },
    why: "envelope-client-on-ag-ui-endpoint",
  },
  { contract: "customer-support", path: "/api/copilotkit", body: run([message()]), why: "message-without-id" },
  { contract: "customer-support", path: "/api/copilotkit", body: { threadId: "t" }, why: "run-incomplete" },
  { contract: "customer-support", path: "/nowhere", body: {}, why: "http-route-missing" },
  { contract: "video-studio", path: "/ws/coordinator", body: {}, why: "http-url-of-a-socket" },
  { contract: "video-studio", path: "/health", body: {}, why: undefined },
] as const;

for (const { contract, path, body, why } of refusals) {
  test(`the log of ${contract} says ${why ?? "nothing more"} of ${JSON.stringify(body).slice(0, 40)} at ${path}`, async () => {
    const { output, services, stop } = await startMock(contract);
    const headers = { "content-type": "application/json" };
    const from = output.stdout.length;
    const answer = await fetch(`${services[0]?.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.status).toBeGreaterThan(399);
    expect(await stop()).toBe(0);
    const said = output.stdout.slice(from);
    expect(/\((\S+),\s+certain\)/.exec(said)?.[1]).toBe(why);
    expect(said.includes("\n  fix: ")).toBe(why !== undefined);
    expect(said.split("\n").filter((line) => line.length > 80 && line.startsWith(" "))).toEqual([]);
  });
}

test("the log tells a slash too many from a path of plain HTTP and from one that is nowhere", async () => {
  const { output, services, stop } = await startMock("video-studio");
  const url = (services[0]?.url ?? "").replace("http", "ws");
  for (const path of ["/ws/coordinator/", "/health", "/nowhere"]) {
    await new Promise((resolve) => new WebSocket(`${url}${path}`).on("error", resolve));
  }
  expect(await stop()).toBe(0);
  expect(output.stdout).toMatch(
    /SOCKET \/ws\/coordinator\/ 403\n {2}why: [\s\S]*?\(trailing-slash,\s+certain\)\n {2}fix: Ask \/ws\/coordinator instead/,
  );
  expect(output.stdout).toMatch(/SOCKET \/health 403\n {2}why: [\s\S]*?\(registered-for-http-only,\s+certain\)/);
  expect(output.stdout).toMatch(
    /SOCKET \/nowhere 403\n {2}why: [\s\S]*?\(route-not-registered,\s+certain\)\n {2}fix: .*\n/,
  );
});
