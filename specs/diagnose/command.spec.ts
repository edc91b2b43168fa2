import { expect, test } from "@playwright/test";
import type { Diagnosis } from "../../src/diagnose/index.ts";
import { runCli, startCli } from "../cli/run-cli.ts";
import { problemsOf } from "../cli/schemas.ts";
import { http, tcp } from "../verify/raw-server.ts";
import { causesOf } from "./diagnosed.ts";

async function diagnose(...words: string[]): Promise<{ code: number | null; result: Diagnosis }> {
  const { code, stdout, stderr } = await runCli(["diagnose", ...words, "--reporter", "json"]);
  expect(stderr).toBe("");
  const result = JSON.parse(stdout);
  expect(problemsOf("diagnosis", result)).toEqual([]);
  return { code, result };
}

test("--wait asks until something answers, and only then begins", async () => {
  let asked = 0;
  const server = await http((request, response) => {
    // It is there and not ready, three times; what looks for causes then would find one.
    if (++asked <= 3) request.socket.destroy();
    else response.end("ready");
  });
  const { code, result } = await diagnose(server.url, "--wait", "30");
  await server.close();
  expect([code, result.verdict, causesOf(result)]).toEqual([0, "pass", {}]);
});

test("--wait ends, and then says why nothing came", async () => {
  const server = await tcp(() => undefined);
  await server.close();
  const began = performance.now();
  const { code, result } = await diagnose(server.url, "--wait", "1");
  expect(performance.now() - began).toBeGreaterThan(700);
  expect([code, causesOf(result)]).toEqual([1, { "nothing-listening": "certain" }]);
});

test("another host is asked with --follow alone, and what is the user's stays with the first", async () => {
  const asked: (string | undefined)[] = [];
  const other = await http((request, response) => {
    asked.push(request.headers["x-mine"]?.toString());
    response.end("here");
  });
  const first = await http((_, response) => response.writeHead(302, { location: `${other.url}/login?token=a` }).end());
  const stays = await diagnose(first.url, "--header", "x-mine:secret");
  expect([causesOf(stays.result), asked]).toEqual([{ redirected: "likely" }, []]);
  expect(stays.result.notMade.find(({ id }) => id === "get-followed")?.why).toContain("--follow");
  const goes = await diagnose(first.url, "--header", "x-mine:secret", "--follow");
  await Promise.all([first.close(), other.close()]);
  expect(asked).toEqual([undefined]);
  expect(goes.result.evidence.find(({ id }) => id === "get-followed")?.says).toMatch(/\/login\?token=…: 200$/);
});

test("what is wrong and has no known cause is inconclusive, and exit 1", async () => {
  const server = await http((_, response) => response.writeHead(429).end("slowly"));
  const { code, result } = await diagnose(server.url.replace("http", "ws"));
  await server.close();
  expect([code, result.verdict, causesOf(result)]).toEqual([1, "inconclusive", {}]);
  expect(result.answer).toContain("(429)");
});

test("Ctrl-C ends it with what was learned until then", async () => {
  const reached: string[] = [];
  const server = await tcp((wire) => wire.once("data", (bytes) => reached.push(bytes.toString())));
  const { child, output } = startCli(["diagnose", server.url, "--budget", "60", "--reporter", "json"]);
  await expect.poll(() => reached.length).toBeGreaterThan(0);
  const ended = new Promise((resolve) => child.on("close", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(1);
  await server.close();
  const result: Diagnosis = JSON.parse(output.stdout);
  expect(problemsOf("diagnosis", result)).toEqual([]);
  expect(result.evidence.map(({ id }) => id)).toContain("tcp");
  expect(result.notMade.map(({ why }) => why)).toContain("stopped");
});

test("what is asked is bounded, says who asks, and changes nothing where nobody said that it may", async () => {
  const asked: string[] = [];
  const strangers: unknown[] = [];
  const server = await http((request, response) => {
    asked.push(`${request.method}`);
    if (!/wirecheck/.test(request.headers["user-agent"] ?? "")) strangers.push(request.headers);
    response.writeHead(404).end("no");
  });
  for (const scheme of ["http", "ws"])
    await diagnose(`${server.url.replace("http", scheme)}/a/b`, "--origin", "http://localhost:3000");
  await server.close();
  expect(asked.length).toBeLessThan(40);
  expect([...new Set(asked)].sort()).toEqual(["GET", "HEAD", "OPTIONS"]);
  expect(strangers).toEqual([]);
});
