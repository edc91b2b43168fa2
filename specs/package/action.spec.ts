import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "../gate/scratch.ts";
import { action, expressionsOf, root, runAction, text } from "./action-runner.ts";

const marker = "<!-- wirecheck gate -->";
const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;

/** An upgrade that nothing can ask, so that no registry is needed; or one of a package that says nothing on the wire. */
const upgrades = {
  closed: ["ag-ui-adk==0.3.1\n", "ag-ui-adk==0.6.0\n"],
  silent: ["click==8.1.0\n", "click==8.2.0\n"],
} as const;

test("inputs that are used are inputs that are declared, and the other way round", () => {
  const used = [...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name = ""]) => name);
  expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
  expect(action.runs.using).toBe("composite");
  const ids = action.runs.steps.flatMap(({ id }) => id ?? []);
  const steps = [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)];
  for (const [, id = "", name] of steps) {
    expect(ids).toContain(id);
    expect(text).toMatch(new RegExp(`["'\`]${name}=`));
  }
});

test("what a user writes reaches the shell as a variable, never as a part of the script", () => {
  for (const { name, run, env, shell } of action.runs.steps) {
    expect(expressionsOf(run), name).toEqual([]);
    expect(shell).toBe("bash");
    for (const variable of Object.keys(env).filter((one) => one !== "GH_TOKEN"))
      expect(run).toContain(`$${variable}`.replace("$VERSION", "VERSION"));
    expect(spawnSync("bash", ["-n", "-c", run], { encoding: "utf8" }).stderr).toBe("");
  }
});

test("a closed gate ends with 1, leaves its summary and its outputs, and keeps one comment", ({ repo }, info) => {
  const folder = info.outputPath("run");
  upgrade(repo, "closed");
  const person = { id: 1, user: { type: "User" }, body: `${marker} is what the bot writes` };
  const first = runAction(folder, repo.path, {}, [person]);
  expect(first.code, first.stdout).toBe(1);
  expect(first.stdout).toMatch(/^::error title=wirecheck gate::closed: .*ag-ui-adk 0\.3\.1 → 0\.6\.0\.$/m);
  expect(first.summary).toMatch(/^## ✗ closed: .*ag-ui-adk 0\.3\.1 → 0\.6\.0\.$/m);
  expect(first.outputs.decision).toBe("closed");
  expect(JSON.parse(readFileSync(first.outputs.report ?? "", "utf8")).bumps).toMatchObject([{ name: "ag-ui-adk" }]);
  expect(first.comments).toEqual([person, { id: 2, user: { type: "Bot" }, body: expect.stringContaining("0.6.0") }]);

  repo.write("requirements.txt", "ag-ui-adk==0.7.0\n");
  const second = runAction(folder, repo.path, {});
  expect(second.comments).toEqual([person, { id: 2, user: { type: "Bot" }, body: expect.stringContaining("0.7.0") }]);
  expect(second.comments?.[1]?.body.startsWith(marker)).toBe(true);

  // What is taken back is said where it was said.
  repo.write("requirements.txt", upgrades.closed[0]);
  const third = runAction(folder, repo.path, {});
  expect(third.code, third.stdout).toBe(0);
  expect(third.comments?.[1]?.body).toContain("No package that speaks on the wire changes");
});

test("an upgrade that is not about the wire is open, and nothing is written at the pull request", ({ repo }, info) => {
  upgrade(repo, "silent");
  const ran = runAction(info.outputPath("run"), repo.path, {}, []);
  expect(ran).toMatchObject({ code: 0, outputs: { decision: "open" }, comments: [] });
});

test("without the permission, or without the wish, the decision is the same", ({ repo }, info) => {
  upgrade(repo, "closed");
  const lacks = runAction(info.outputPath("lacks"), repo.path, {}, null);
  expect(lacks).toMatchObject({ code: 1, outputs: { decision: "closed" } });
  expect(lacks.stdout).toContain("::notice title=wirecheck gate::The comment was not written");
  const silent = runAction(info.outputPath("silent"), repo.path, { comment: "false" }, []);
  expect(silent).toMatchObject({ code: 1, comments: [] });
});

test("inputs become words of the command", ({ repo }, info) => {
  upgrade(repo, "closed");
  repo.write("known.json", "[]");
  repo.write("own.json", '{"participants": []}');
  repo.commit();
  const more = { other: "@ag-ui/client@0.0.42\n@ag-ui/core@0.0.42", "fail-on": "none", "no-browser": "true" };
  const files = { "known-failures": "known.json", catalogue: "own.json", version: "0.0.7" };
  const ran = runAction(info.outputPath("run"), repo.path, { base: "main", head: "upgrade", ...more, ...files }, []);
  const [words = []] = ran.asked;
  expect(words.slice(0, words.indexOf("--reporter"))).toEqual([
    ...["--yes", "--package=wirecheck@0.0.7", "--", "wirecheck", "gate", "--fail-on", "none"],
    ...["--base", "main", "--head", "upgrade", "--other", "@ag-ui/client@0.0.42", "--other", "@ag-ui/core@0.0.42"],
    ...["--known-failures", "known.json", "--catalogue", "own.json", "--no-browser"],
  ]);
  const [usual = []] = runAction(info.outputPath("usual"), repo.path, {}, []).asked;
  expect(usual.slice(0, 4)).toEqual(["--yes", `--package=wirecheck@${version}`, "--package=@playwright/test", "--"]);
});

test("a wrong question ends with 2, and nothing is said of a decision", ({ repo }, info) => {
  upgrade(repo, "closed");
  const ran = runAction(info.outputPath("run"), repo.path, { base: "nowhere" }, []);
  expect(ran).toMatchObject({ code: 2, outputs: { decision: "", report: "" }, comments: [] });
});

function upgrade(
  repo: { git(...words: string[]): string; write(file: string, text: string): void; commit(): string },
  which: keyof typeof upgrades,
): void {
  const [before, after] = upgrades[which];
  repo.write("requirements.txt", before);
  repo.commit();
  repo.git("checkout", "-q", "-b", "upgrade");
  repo.write("requirements.txt", after);
  repo.commit();
}
