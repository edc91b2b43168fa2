import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readExcuses } from "../../scripts/mutate/excuses.mjs";
import { root } from "./tree.ts";

test("each mutant that may survive is of a line that is there, and has its reason", () => {
  const lost = readExcuses().flatMap(({ file, why, mutants }) => {
    const text = readFileSync(join(root, file), "utf8");
    const lines = new Set(text.split("\n").map((line) => line.trim()));
    return Object.keys(mutants).filter((line) => !lines.has(line) || !why.endsWith("."));
  });
  expect(lost).toEqual([]);
});

const bad: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [["nope"], /there is no part named nope; name one of framing, engine, mock, gate\./],
  [["--nope"], /Unknown option '--nope'; the options are /],
  [["--only", "README.md"], /README\.md is in no folder that is mutated/],
  [["framing", "--only", "contracts/engine/order.ts"], /contracts\/engine\/order\.ts is in no folder that is mutated/],
  [["--jobs", "none"], /--jobs is none; give a number from 1\./],
];

for (const [args, says] of bad) {
  test(`npm run mutate -- ${args.join(" ")} is refused in one sentence`, () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ["scripts/mutate.mjs", ...args], {
      cwd: root,
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^wirecheck mutate: [^\n]+\.\n$/);
  });
}
