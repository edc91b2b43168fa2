import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";

/** A user's project with msw 3 and the Node that it needs, made by the set-up of `npm test`. */
const folder = process.env.WIRECHECK_CONSUMER ?? "";
const platform = process.platform === "win32" ? "win" : process.platform;
const node = join(folder, "node_modules", `node-${platform}-${process.arch}`, "bin", "node");

test("the mock plays on msw 3, under the Node that it needs", async () => {
  const script = join(folder, "msw.mjs");
  copyFileSync(fileURLToPath(new URL("../../fixtures/consumer/msw.mjs", import.meta.url)), script);
  const { stdout } = await promisify(execFile)(node, [script], { cwd: folder });
  const seen = JSON.parse(stdout);
  expect(seen).toMatchObject({ version: expect.stringMatching(/^3\./), node: expect.stringMatching(/^v22\./) });
  expect(seen.good).toMatchObject({ status: 200, type: "text/event-stream; charset=utf-8" });
  expect(seen.good.text).toMatch(/^data: {"type":"RUN_STARTED".*30 days.*"RUN_FINISHED"/s);
  expect(seen.bad.status).toBe(422);
  expect(JSON.parse(seen.bad.text).detail[0]).toMatchObject({
    type: "missing",
    loc: ["body", "messages", 0, "user", "id"],
  });
  expect(seen.socket).toEqual({ frames: ["info", "status", "pong"], code: 1000, errors: 0 });
  expect(seen.refused).toEqual({ frames: [], code: 1006, errors: 1 });
  expect(seen.cut).toBe("cut");
  expect(seen.ends).toEqual(["run complete", "run complete", "workflow closed", "workflow complete", "run cut"]);
});
