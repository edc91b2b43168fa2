import { once } from "node:events";
import type { Readable } from "node:stream";
import { expect, test } from "@playwright/test";
import { runBackend } from "../support/run-backend.ts";
import { ask } from "./runtime-talk.ts";

test("npm run backend starts a runtime with its agent, and Ctrl-C ends both", async () => {
  const { child, told, code } = runBackend("copilotkit-runtime", "--stack", "1.10.6", "--port", "0");
  await Promise.race([once(child.stdout as Readable, "data"), code]);
  const [, url = ""] = /stack 1\.10\.6\) listens on (\S+), process \d+\. Ctrl-C stops it/.exec(told.out) ?? [];
  const [, agent = ""] = /Uvicorn running on (\S+)/.exec(told.err) ?? [];
  expect(await ask(url, "graphql", "Hello"), told.err).toMatchObject({ said: expect.stringContaining("Hello!") });
  child.kill("SIGINT");
  expect(await code).toBe(0);
  for (const gone of [url, agent]) await expect(fetch(gone)).rejects.toThrow("fetch failed");
});

for (const [args, sentence] of [
  [
    ["copilotkit-runtime", "--stack", "current"],
    /^Unknown stack "current" for copilotkit-runtime: use one of 1\.75\.0, .*\n$/,
  ],
  [["video-studio", "--stack", "1.10.6"], /^Unknown stack "1\.10\.6" for video-studio: use one of current, .*\n$/],
  [
    ["copilotkit-runtime", "--defect", "crlf-framing"],
    /^copilotkit-runtime has no defects: leave "crlf-framing" out\.\n$/,
  ],
  [["copilotkit-runtime", "--via", "container"], /^copilotkit-runtime has no Dockerfile .*: leave --via out\.\n$/],
  [["copilotkit-runtime", "--agent", "nowhere"], /^"nowhere" is not an http URL: .*\n$/],
  [["video-studio", "--agent", "http://127.0.0.1:9/"], /^video-studio has no agent behind it: .*\n$/],
] as const) {
  test(`npm run backend -- ${args.join(" ")}: one sentence, and exit 2`, async () => {
    const { told, code } = runBackend(...args, "--port", "0");
    expect(await code).toBe(2);
    expect(told).toEqual({ out: "", err: expect.stringMatching(sentence) });
  });
}
