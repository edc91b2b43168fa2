import { expect, test } from "@playwright/test";
import { bumpsBetween, type Locked, readLockfile } from "../../src/gate/lockfiles/index.ts";

/** A lock of npm with these packages, a line each: path below node_modules, and version. */
const npm = (packages: Record<string, string>, file = "package-lock.json") => {
  const lines = Object.entries(packages).map(
    ([path, version]) => `"node_modules/${path}": {\n"version": "${version}"}`,
  );
  return readLockfile(file, `{"lockfileVersion": 3, "packages": {\n${lines.join(",\n")}\n}}`).packages;
};
const pip = (text: string, file = "requirements.txt") => readLockfile(file, text).packages;
const short = (base: readonly Locked[], head: readonly Locked[]) =>
  bumpsBetween(base, head).map(({ name, from, to, place }) => `${name} ${from} ${to} ${place?.file}:${place?.line}`);

test("the same on both sides bumps nothing", () => {
  const packages = { "@ag-ui/core": "0.0.42", "a/node_modules/@ag-ui/core": "0.0.41" };
  expect(bumpsBetween(npm(packages), npm(packages))).toEqual([]);
});

test("changed, added and removed packages are bumps, placed in head, else in base", () => {
  const base = npm({ kept: "1.0.0", changed: "1.0.0", removed: "1.0.0" });
  const head = npm({ changed: "2.0.0", kept: "1.0.0", added: "1.0.0" });
  expect(short(base, head)).toEqual([
    "changed 1.0.0 2.0.0 package-lock.json:3",
    "added undefined 1.0.0 package-lock.json:7",
    "removed 1.0.0 undefined package-lock.json:7",
  ]);
});

test("a package of npm and one of PyPI that share a name are two", () => {
  const head = [...npm({ graphql: "2.0.0" }), ...pip("graphql==1.0.0")];
  const base = [...npm({ graphql: "1.0.0" }), ...pip("graphql==2.0.0")];
  expect(bumpsBetween(base, head).map(({ ecosystem, from, to }) => [ecosystem, from, to])).toEqual([
    ["npm", "1.0.0", "2.0.0"],
    ["pypi", "2.0.0", "1.0.0"],
  ]);
});

test("a deeper copy that was replaced is a bump where the shallowest is the same", () => {
  const base = npm({ core: "1.0.0", "a/node_modules/core": "0.8.0" });
  const head = npm({ core: "1.0.0", "a/node_modules/core": "0.9.0" });
  expect(short(base, head)).toEqual(["core 0.8.0 0.9.0 package-lock.json:5"]);
});

test("a deeper copy that came or went alone is none", () => {
  const [one, two] = [npm({ core: "1.0.0" }), npm({ core: "1.0.0", "a/node_modules/core": "0.8.0" })];
  expect([...bumpsBetween(one, two), ...bumpsBetween(two, one)]).toEqual([]);
});

test("two files that are named are compared whatever they are called", () => {
  const base = npm({ core: "1.0.0", "a/node_modules/core": "0.8.0" }, "old/package-lock.json");
  const head = npm({ core: "1.0.0", "a/node_modules/core": "0.9.0" }, "new/package-lock.json");
  expect(short(base, head)).toEqual(["core 0.8.0 0.9.0 new/package-lock.json:5"]);
});

test("a lockfile that moved bumps what differs alone", () => {
  const base = [...npm({ same: "1.0.0", core: "1.0.0" }), ...pip("fastapi==1.0")];
  const head = [...npm({ same: "1.0.0", core: "2.0.0" }, "web/package-lock.json"), ...pip("fastapi==1.0")];
  expect(short(base, head)).toEqual(["core 1.0.0 2.0.0 web/package-lock.json:5"]);
});

test("another tool's lockfile of the same packages bumps nothing", () => {
  const yarn = '# yarn lockfile v1\n\ncore@^1.0.0:\n  version "1.0.0"\n';
  expect(bumpsBetween(npm({ core: "1.0.0" }), readLockfile("yarn.lock", yarn).packages)).toEqual([]);
});

test("a lockfile that was split in two: each pair by the nearest version", () => {
  const base = npm({ core: "1.0.0", client: "1.0.0" });
  const head = [
    ...npm({ core: "2.0.0" }, "a/package-lock.json"),
    ...npm({ core: "1.0.0", client: "1.0.0" }, "b/package-lock.json"),
  ];
  expect(short(base, head)).toEqual(["core undefined 2.0.0 a/package-lock.json:3"]);
});

test("two lockfiles with the same bump tell it once, with two bumps twice", () => {
  const [a, b] = ["a/package-lock.json", "b/package-lock.json"] as const;
  const base = [...npm({ core: "1.0.0" }, a), ...npm({ core: "1.0.0" }, b)];
  expect(short(base, [...npm({ core: "2.0.0" }, a), ...npm({ core: "2.0.0" }, b)])).toEqual([
    `core 1.0.0 2.0.0 ${a}:3`,
  ]);
  expect(short(base, [...npm({ core: "2.0.0" }, a), ...npm({ core: "3.0.0" }, b)])).toEqual([
    `core 1.0.0 2.0.0 ${a}:3`,
    `core 1.0.0 3.0.0 ${b}:3`,
  ]);
});

test("a package that comes from elsewhere now is bumped to where it is from", () => {
  const linked =
    '{"lockfileVersion": 3, "packages": {\n"node_modules/core": {"resolved": "packages/core", "link": true}}}';
  const head = readLockfile("package-lock.json", linked).packages;
  expect(short(npm({ core: "1.0.0" }), head)).toEqual(["core 1.0.0 link:packages/core package-lock.json:2"]);
});
