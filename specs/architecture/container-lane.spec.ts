import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { root } from "./tree.ts";

const nowhere = "unix:///nowhere/docker.sock";

interface Ended {
  readonly code: number;
  readonly stdout: string;
}

function node(args: readonly string[], more: NodeJS.ProcessEnv): Promise<Ended> {
  const {
    TEST_WORKER_INDEX: _worker,
    WIRECHECK_REQUIRE: _require,
    WIRECHECK_BASE_IMAGES: _images,
    ...env
  } = process.env;
  return promisify(execFile)(process.execPath, args, { cwd: root, env: { ...env, ...more } }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: Ended) => ({ code, stdout }),
  );
}

/** What the set-up of the lane says on a machine without an engine: off Linux and macOS only DOCKER_HOST is looked at. */
async function setUp(env: NodeJS.ProcessEnv): Promise<unknown> {
  const script = `
    Object.defineProperty(process, "platform", { value: "freebsd" });
    const { ensureContainers } = await import("./scripts/setup/containers.mjs");
    const told = await ensureContainers().catch((error) => ({ [error.constructor.name]: error.message }));
    process.stdout.write(JSON.stringify(told));`;
  const { stdout } = await node(["--input-type=module", "--eval", script], { DOCKER_HOST: nowhere, ...env });
  return JSON.parse(stdout);
}

const reason = `No container engine answers at ${nowhere} (ENOENT).`;

test("without an engine the container lane does not run, and the reason is kept for the totals", async () => {
  expect(await setUp({})).toEqual({ WIRECHECK_CONTAINER_NOT_RUN: expect.stringContaining(reason) });
});

test("where the lane is required, a missing engine is red", async () => {
  const told = await setUp({ WIRECHECK_REQUIRE: "container" });
  expect(told).toEqual({
    MissingPrerequisite: expect.stringContaining(`the container lane is required and cannot run: ${reason}`),
  });
});

test("no other lane can be required, for every other runs", async () => {
  const sentence = "WIRECHECK_REQUIRE names browser; the one lane that can be required is container.";
  expect(await setUp({ WIRECHECK_REQUIRE: "browser" })).toEqual({ MissingPrerequisite: sentence });
});

test("the totals name the lane that does not run, and it does not", async () => {
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  const run = (...args: string[]) =>
    node([cli, "test", ...args], { WIRECHECK_CONTAINER_NOT_RUN: "there is no engine" });
  const files = ["--project=architecture", "specs/architecture/files.spec.ts", "--output=.cache/container-lane"];
  const { stdout } = await run(...files);
  expect(stdout).toMatch(/\ncontainer lane: not run: there is no engine\n\n\d+ passed, 0 failed, 0 skipped\n$/);
  expect((await run("--list", "--project=container")).code).toBe(1);
  const listed = await node([cli, "test", "--list", "--project=container"], { WIRECHECK_CONTAINER_NOT_RUN: "" });
  expect(listed.code).toBe(0);
});
