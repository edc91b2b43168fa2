import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import type { Diagnosis } from "../../src/diagnose/index.ts";
import { runCli } from "../cli/run-cli.ts";
import { problemsOf } from "../cli/schemas.ts";
import { tcp } from "../verify/raw-server.ts";
import { causesOf } from "./diagnosed.ts";

const studio = fileURLToPath(new URL("../../fixtures/backends/video-studio", import.meta.url));

async function diagnose(...words: string[]): Promise<{ code: number | null; result: Diagnosis }> {
  const { code, stdout, stderr } = await runCli(["diagnose", ...words, "--reporter", "json"]);
  expect(stderr).toBe("");
  const result = JSON.parse(stdout);
  expect(problemsOf("diagnosis", result)).toEqual([]);
  return { code, result };
}

const coordinator = (url: string) => `${url.replace("http", "ws")}/ws/coordinator`;

test("a missing router and a refusing handler look the same from outside, and the sources tell them apart", async () => {
  for (const [defect, fact] of [
    ["enhanced-router-missing", "route-not-registered"],
    ["refuses-before-accept", "refused-before-accept"],
  ] as const) {
    const backend = await startBackend({ name: "video-studio", defect });
    const outside = await diagnose(coordinator(backend.url));
    const inside = await diagnose(coordinator(backend.url), "--app", studio);
    await backend.stop();
    expect([outside.code, inside.code]).toEqual([1, 1]);
    expect(outside.result.oneOf.map((ids) => [...ids].sort())).toEqual([
      ["refused-before-accept", "route-not-registered"],
    ]);
    expect(Object.values(causesOf(outside.result))).not.toContain("certain");
    expect(outside.result.toTellApart.join()).toContain("--app");
    expect(causesOf(inside.result)).toEqual({ [fact]: "certain" });
    expect(inside.result.oneOf).toEqual([]);
    if (fact === "route-not-registered") {
      expect(inside.result.answer).toMatch(/enhanced_sockets\.py:\d+/);
      expect(inside.result.causes[0]?.fix).toMatch(/app\.py:\d+/);
    }
  }
});

test("sources that are newer than the process: the server is older than its source, whichever copy was named", async () => {
  const backend = await startBackend({ name: "video-studio", defect: "stale-process" });
  for (const folder of [backend.sources, studio]) {
    const { result, code } = await diagnose(coordinator(backend.url), "--app", folder);
    expect([code, causesOf(result)]).toEqual([1, { "server-older-than-source": "certain" }]);
  }
  await backend.stop();
});

test("nothing listens: certain, each address named", async () => {
  const server = await tcp(() => undefined);
  await server.close();
  const { code, result } = await diagnose(coordinator(server.url));
  expect([code, causesOf(result)]).toEqual([1, { "nothing-listening": "certain" }]);
  expect(result.answer).toContain("127.0.0.1");
});

test("a CopilotKit client of GraphQL on an AG-UI endpoint: certain, with the runtime between as the fix", async () => {
  const backend = await startBackend({ name: "customer-support" });
  const { code, result } = await diagnose(`${backend.url}/api/copilotkit`, "--contract", "copilotkit@1.10.6");
  await backend.stop();
  expect([code, causesOf(result)]).toEqual([1, { "graphql-client-on-ag-ui-endpoint": "certain" }]);
  expect(result.causes[0]?.fix).toContain("new CopilotRuntime");
});

test("a healthy backend: nothing wrong found, and what was checked", async () => {
  const backend = await startBackend({ name: "video-studio" });
  for (const more of [[], ["--contract", "video-studio"], ["--app", studio]]) {
    const { code, result } = await diagnose(coordinator(backend.url), ...more);
    expect([code, result.verdict, causesOf(result)]).toEqual([0, "pass", {}]);
    expect(result.answer).toMatch(/^Nothing wrong found/);
    expect(result.evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(["tcp", "upgrade", "first-frame"]));
  }
  await backend.stop();
});
