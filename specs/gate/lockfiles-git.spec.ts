import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { bumpsBetween, lockedSides, lockfilesAt, mergeBase } from "../../src/gate/lockfiles/index.ts";
import { npmLock, scratchAt, test } from "./scratch.ts";

const core = (version: string) => npmLock({ "@ag-ui/core": version });
const names = async (cwd: string, ref?: string) => (await lockfilesAt({ cwd, ref })).map(({ file }) => file);

// What a spec's own CI says of a pull request is not what these repositories are in.
test.beforeEach(() => void delete process.env.GITHUB_BASE_REF);

test("lockfiles of all folders are found at a ref and in the working tree, those near the root first", async ({
  repo,
}) => {
  const files = [
    "package-lock.json",
    "a b/ü/yarn.lock",
    "api/requirements.txt",
    "api/requirements/dev.txt",
    "web/pnpm-lock.yaml",
  ];
  for (const file of files) repo.write(file, file);
  repo.write(".gitignore", "ignored/\n");
  for (const file of [
    "node_modules/x/package-lock.json",
    "a/node_modules/y/yarn.lock",
    "package.json",
    "web/my-yarn.lock.txt",
  ])
    repo.write(file, "");
  repo.commit();
  repo.write("ignored/package-lock.json", "");
  repo.write("new/uv.lock", "new");
  const expected = [
    "package-lock.json",
    "api/requirements.txt",
    "web/pnpm-lock.yaml",
    "a b/ü/yarn.lock",
    "api/requirements/dev.txt",
  ];
  expect(await names(repo.path, "HEAD")).toEqual(expected);
  expect(await names(repo.path)).toEqual([
    ...expected.slice(0, 1),
    "api/requirements.txt",
    "new/uv.lock",
    ...expected.slice(2),
  ]);
  for (const { file, text } of await lockfilesAt({ cwd: repo.path, ref: "main" })) expect(text).toBe(file);
  expect(await names(join(repo.path, "a b/ü"), "HEAD")).toEqual(expected);
});

test("what was deleted is not there, a link is not followed, and a sparse checkout has what it hides", async ({
  repo,
}) => {
  for (const file of ["a/yarn.lock", "b/yarn.lock", "c/yarn.lock"]) repo.write(file, file);
  symlinkSync("a/yarn.lock", join(repo.path, "yarn.lock"));
  repo.commit();
  repo.remove("a/yarn.lock");
  repo.git("update-index", "--skip-worktree", "b/yarn.lock");
  repo.remove("b/yarn.lock");
  expect(await names(repo.path, "HEAD")).toEqual(["a/yarn.lock", "b/yarn.lock", "c/yarn.lock"]);
  expect(await lockfilesAt({ cwd: repo.path })).toEqual(
    ["b/yarn.lock", "c/yarn.lock"].map((file) => ({ file, text: file })),
  );
});

test("without options: the merge base against the working tree", async ({ repo }) => {
  repo.write("package-lock.json", core("0.0.40"));
  const fork = repo.commit();
  repo.git("checkout", "-q", "-b", "upgrade");
  repo.write("package-lock.json", core("0.0.41"));
  repo.commit();
  repo.git("checkout", "-q", "main");
  repo.write("package-lock.json", core("0.0.45"));
  repo.commit();
  repo.git("checkout", "-q", "upgrade");
  repo.write("package-lock.json", core("0.0.42"));
  const { base, head, from, to } = await lockedSides({ cwd: repo.path });
  expect([from, to]).toEqual([`the merge base with main (${fork.slice(0, 7)})`, "the working tree"]);
  expect(bumpsBetween(base, head)).toEqual([
    {
      ecosystem: "npm",
      name: "@ag-ui/core",
      from: "0.0.40",
      to: "0.0.42",
      place: { file: "package-lock.json", line: 3 },
    },
  ]);
});

test("two refs are compared as they are, and each is named", async ({ repo }) => {
  repo.write("package-lock.json", core("0.0.40"));
  const first = repo.commit();
  repo.git("tag", "v1");
  repo.write("package-lock.json", core("0.0.42"));
  repo.commit();
  const sides = await lockedSides({ cwd: repo.path, base: "v1", head: "main" });
  expect(sides.from).toBe(`v1 (${first.slice(0, 7)})`);
  expect(sides.to).toMatch(/^main \([0-9a-f]{7}\)$/);
  expect(bumpsBetween(sides.base, sides.head)).toMatchObject([{ from: "0.0.40", to: "0.0.42" }]);
  expect((await lockedSides({ cwd: repo.path, base: first })).from).toBe(first.slice(0, 7));
});

test("a lockfile that moved with its folder, and one that was deleted", async ({ repo }) => {
  repo.write("web/package-lock.json", npmLock({ "@ag-ui/core": "0.0.40", zod: "3.25.76" }));
  repo.write("old/requirements.txt", "fastapi==0.100.0\n");
  repo.commit();
  repo.git("checkout", "-q", "-b", "move");
  repo.remove("old");
  renameSync(join(repo.path, "web"), join(repo.path, "page"));
  repo.write("page/package-lock.json", npmLock({ "@ag-ui/core": "0.0.42", zod: "3.25.76" }));
  const { base, head } = await lockedSides({ cwd: repo.path });
  expect(bumpsBetween(base, head)).toEqual([
    {
      ecosystem: "npm",
      name: "@ag-ui/core",
      from: "0.0.40",
      to: "0.0.42",
      place: { file: "page/package-lock.json", line: 3 },
    },
    {
      ecosystem: "pypi",
      name: "fastapi",
      from: "0.100.0",
      to: undefined,
      place: { file: "old/requirements.txt", line: 1 },
    },
  ]);
});

test("the branch that a pull request goes to: GITHUB_BASE_REF, else origin/HEAD, else main or master", async ({
  repo,
}) => {
  repo.write("package-lock.json", core("0.0.40"));
  const first = repo.commit();
  expect(await mergeBase(repo.path)).toEqual({ ref: first, of: "main" });
  repo.git("branch", "-m", "main", "master");
  expect(await mergeBase(repo.path)).toEqual({ ref: first, of: "master" });
  repo.git("branch", "release");
  repo.git("branch", "-m", "master", "trunk");
  const clone = scratchAt(`${repo.path}-clone`);
  clone.git("clone", "-q", repo.path, ".");
  clone.write("package-lock.json", core("0.0.41"));
  clone.commit();
  expect(await mergeBase(clone.path)).toEqual({ ref: first, of: "origin/trunk" });
  process.env.GITHUB_BASE_REF = "release";
  expect(await mergeBase(clone.path)).toEqual({ ref: first, of: "origin/release" });
  process.env.GITHUB_BASE_REF = "gone";
  await expect(mergeBase(clone.path)).rejects.toMatchObject({
    id: "no-ref",
    message: expect.stringContaining('"gone"'),
  });
});

test("a branch that only the remote has is found there", async ({ repo }) => {
  repo.write("package-lock.json", core("0.0.40"));
  repo.commit();
  repo.git("branch", "other");
  const clone = scratchAt(`${repo.path}-clone`);
  clone.git("clone", "-q", repo.path, ".");
  expect((await lockedSides({ cwd: clone.path, base: "other" })).from).toMatch(/^origin\/other \(/);
});

test("a shallow clone without the base says how to fill it", async ({ repo }) => {
  for (const version of ["0.0.40", "0.0.41"]) {
    repo.write("package-lock.json", core(version));
    repo.commit();
  }
  repo.git("checkout", "-q", "-b", "upgrade");
  repo.write("package-lock.json", core("0.0.42"));
  repo.commit();
  repo.git("checkout", "-q", "main");
  const clone = scratchAt(`${repo.path}-clone`);
  clone.git("clone", "-q", "--depth", "1", "--branch", "upgrade", `file://${repo.path}`, ".");
  const missing = { id: "no-ref", message: expect.any(String), next: expect.stringMatching(/fetch-depth: 0/) };
  await expect(lockedSides({ cwd: clone.path })).rejects.toMatchObject(missing);
  await expect(lockedSides({ cwd: clone.path, base: "main" })).rejects.toMatchObject(missing);
  clone.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main");
  const apart = { ...missing, message: "HEAD and origin/main have no commit in common in this clone." };
  await expect(lockedSides({ cwd: clone.path })).rejects.toMatchObject(apart);
  clone.git("fetch", "-q", "--unshallow", "origin");
  const { base, head } = await lockedSides({ cwd: clone.path });
  expect(bumpsBetween(base, head)).toMatchObject([{ from: "0.0.41", to: "0.0.42" }]);
});
