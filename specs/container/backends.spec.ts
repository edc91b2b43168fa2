import { once } from "node:events";
import type { Readable } from "node:stream";
import { expect, test } from "@playwright/test";
import { getContainerRuntimeClient } from "testcontainers";
import { loadContract, verify } from "wirecheck";
import { startBackendContainer } from "../../fixtures/backends/container.mjs";
import { expected } from "../backends/defects.ts";
import { runBackend } from "../support/run-backend.ts";

for (const [name, defect] of [
  ["video-studio", undefined],
  ["video-studio", "status-as-string"],
  ["customer-support", undefined],
  ["customer-support", "truncated-run"],
] as const) {
  test(`${name} ${defect ? `with ${defect} is broken` : "is kept"} in a container as in a process`, async () => {
    const backend = await startBackendContainer({ name, ...(defect && { defect }) });
    const { checks } = await verify({ contract: await loadContract(name), url: backend.url });
    await backend.stop();
    const failed = checks.filter(({ verdict }) => verdict === "fail");
    expect(
      Object.fromEntries(failed.map(({ id, violations }) => [id, [...new Set(violations.map(({ rule }) => rule))]])),
    ).toEqual(expected[defect ?? ""]?.[0]?.fails ?? {});
    expect(checks.filter(({ verdict }) => verdict === "inconclusive")).toEqual([]);
  });
}

test("npm run backend --via container serves until Ctrl-C, and leaves no container", async () => {
  const { child, told, code } = runBackend("video-studio", "--via", "container", "--port", "0");
  await Promise.race([once(child.stdout as Readable, "data"), code]);
  expect(told.out, told.err).toMatch(/Ctrl-C stops it/);
  const [, url = "", id = ""] = /listens on (\S+), container (\w+)\./.exec(told.out) ?? [];
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "healthy" });
  child.kill("SIGINT");
  expect(await code).toBe(0);
  const { container } = await getContainerRuntimeClient();
  expect((await container.list()).filter(({ Id }) => Id.startsWith(id))).toEqual([]);
});

for (const [args, sentence] of [
  [["video-studio", "--via", "ship"], /^"ship" is not a way: use --via process or container\.\n$/],
  [["video-studio", "--via", "container", "--host", "::1"], /^--host is for processes: .*\n$/],
  [["video-studio", "--via", "container", "--defect", "stale-process"], /^stale-process needs sources .*\n$/],
] as const) {
  test(`npm run backend -- ${args.join(" ")}: one sentence, and exit 2`, async () => {
    const { told, code } = runBackend(...args);
    expect(await code).toBe(2);
    expect(told).toEqual({ out: "", err: expect.stringMatching(sentence) });
  });
}
