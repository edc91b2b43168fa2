import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { bumpsBetween, LockfileError, lockedSides, lockfilesAt, mergeBase } from "../../src/gate/lockfiles/index.ts";
import { npmLock, test } from "./scratch.ts";

const core = (version: string) => npmLock({ "@ag-ui/core": version });

test.beforeEach(() => void delete process.env.GITHUB_BASE_REF);

async function refused(asked: Promise<unknown>): Promise<LockfileError> {
  const error = await asked.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(LockfileError);
  expect(error.message).toMatch(/^[^\n]+\.$/);
  expect(error.next).toMatch(/^[^\n]{10,}$/);
  return error;
}

test("two files, in no repository: sides are called as they were given", async ({ repo }) => {
  repo.write("package-lock.before.json", core("0.0.40"));
  repo.write("after/package-lock.json", core("0.0.42"));
  const options = { cwd: repo.path, baseLock: "package-lock.before.json", headLock: "after/package-lock.json" };
  const { base, head, from, to } = await lockedSides(options);
  expect([from, to]).toEqual([options.baseLock, options.headLock]);
  expect(bumpsBetween(base, head)).toMatchObject([
    { from: "0.0.40", to: "0.0.42", place: { file: "after/package-lock.json", line: 3 } },
  ]);
  const { base: one, head: other } = await lockedSides({
    ...options,
    baseLock: options.headLock,
    headLock: options.baseLock,
  });
  expect(bumpsBetween(one, other)).toMatchObject([{ from: "0.0.42", to: "0.0.40" }]);
});

test("files that are not there, a folder, one file alone, and files with refs", async ({ repo }) => {
  const cwd = repo.path;
  repo.write("package-lock.json", core("0.0.40"));
  const one = "package-lock.json";
  expect(await refused(lockedSides({ cwd, baseLock: one, headLock: "gone/package-lock.json" }))).toMatchObject({
    id: "no-lockfile",
    message: "gone/package-lock.json cannot be read (ENOENT).",
  });
  expect((await refused(lockedSides({ cwd, baseLock: ".git", headLock: one }))).message).toContain("EISDIR");
  expect((await refused(lockedSides({ cwd, baseLock: one }))).id).toBe("missing-lock");
  expect((await refused(lockedSides({ cwd, baseLock: one, headLock: one, base: "main" }))).id).toBe("missing-lock");
});

test("no git, no repository, no folder", async ({ repo }) => {
  const outside = mkdtempSync(join(tmpdir(), "no-repo-"));
  const { PATH } = process.env;
  try {
    expect(await refused(lockedSides({ cwd: outside }))).toMatchObject({
      id: "no-git",
      message: `${outside} is in no git repository.`,
    });
    expect(await refused(lockfilesAt({ cwd: join(outside, "gone") }))).toMatchObject({
      id: "no-git",
      message: expect.stringMatching(/gone is not there\.$/),
    });
    process.env.PATH = outside;
    expect(await refused(mergeBase(repo.path))).toMatchObject({ id: "no-git", message: "git is not installed." });
  } finally {
    process.env.PATH = PATH;
    rmSync(outside, { recursive: true });
  }
});

test("a repository without a commit, and one whose branches have other names", async ({ repo }) => {
  expect((await refused(lockedSides({ cwd: repo.path }))).id).toBe("no-ref");
  expect(await refused(lockedSides({ cwd: repo.path, base: "HEAD" }))).toMatchObject({
    id: "no-ref",
    message: "The repository has no commit yet.",
  });
  repo.git("checkout", "-q", "-b", "odd");
  repo.commit();
  expect(await refused(mergeBase(repo.path))).toMatchObject({ id: "no-ref", next: "Name the branch: --base BRANCH." });
});

for (const ref of [
  "gone",
  "--output=x",
  "-h",
  "",
  "a b",
  "main:package-lock.json",
  "HEAD^{tree}",
  "x\ny",
  "; touch x",
  "@{-9}",
]) {
  test(`${JSON.stringify(ref)} is a ref that is not there`, async ({ repo }) => {
    repo.write("package-lock.json", core("0.0.40"));
    repo.commit();
    const error = await refused(lockedSides({ cwd: repo.path, base: ref }));
    expect(error).toMatchObject({ id: "no-ref", message: expect.stringContaining(JSON.stringify(ref)) });
    expect(repo.git("status", "--porcelain")).toBe("");
  });
}

test("a repository without lockfiles, or with one of a kind that is not read", async ({ repo }) => {
  repo.write("node_modules/x/poetry.lock", "");
  repo.commit();
  expect((await refused(lockedSides({ cwd: repo.path }))).id).toBe("no-lockfile");
  repo.write("api/poetry.lock", "");
  expect(await refused(lockedSides({ cwd: repo.path }))).toMatchObject({
    id: "unknown-lockfile",
    message: "api/poetry.lock is no lockfile that is read, and there is no other.",
  });
});

test("a damaged lockfile is told with its side; one that nobody changed is left out with a note", async ({ repo }) => {
  repo.write("package-lock.json", core("0.0.40"));
  repo.write("broken/package-lock.json", "{\n");
  repo.commit();
  repo.write("package-lock.json", core("0.0.42"));
  const { base, head, notes } = await lockedSides({ cwd: repo.path });
  expect(bumpsBetween(base, head)).toHaveLength(1);
  expect(notes.map(({ says }) => says)).toEqual([
    expect.stringMatching(/^broken\/package-lock\.json:2 is damaged.*left out\.$/),
  ]);
  repo.write("broken/package-lock.json", core("0.0.42"));
  expect(await refused(lockedSides({ cwd: repo.path }))).toMatchObject({
    id: "bad-lockfile",
    message: expect.stringMatching(/^In the merge base with main \(\w{7}\), broken\/package-lock\.json:2 is damaged/),
  });
  repo.write("broken/package-lock.json", "{\n ");
  expect((await refused(lockedSides({ cwd: repo.path, base: "main" }))).id).toBe("bad-lockfile");
});

test("notes are of head, and not of included files that are read themselves", async ({ repo }) => {
  repo.write("api/requirements.txt", "fastapi\n");
  repo.commit();
  repo.write("api/requirements.txt", "-r requirements-base.txt\n-r ../other.txt\nuvicorn>=0.30\n");
  repo.write("api/requirements-base.txt", "fastapi==0.115.0\n");
  repo.write("other.txt", "");
  const { base, head, notes } = await lockedSides({ cwd: repo.path });
  expect(notes.map(({ says }) => says)).toEqual([
    "api/requirements.txt:2 includes ../other.txt, which is not read.",
    "api/requirements.txt:3 does not pin uvicorn to one version.",
  ]);
  expect(bumpsBetween(base, head)).toMatchObject([{ name: "fastapi", from: undefined, to: "0.115.0" }]);
});

test("the index of a commit under way does not matter: the working tree is what is on the disk", async ({ repo }) => {
  repo.write("package-lock.json", core("0.0.40"));
  repo.commit();
  repo.write("package-lock.json", core("0.0.41"));
  repo.git("add", "-A");
  writeFileSync(join(repo.path, "package-lock.json"), core("0.0.42"));
  const { base, head } = await lockedSides({ cwd: repo.path });
  expect(bumpsBetween(base, head)).toMatchObject([{ from: "0.0.40", to: "0.0.42" }]);
});
