import { expect, test } from "@playwright/test";
import type { Participant } from "../../src/gate/catalogue/index.ts";
import { sideOf, versionsOf } from "../../src/gate/cell/sets.ts";
import type { Bump, Pinned } from "../../src/gate/types.ts";

const participant: Participant = {
  id: "app",
  ecosystem: "npm",
  main: ["app"],
  members: ["app", "core"],
  kind: "zod",
  speaks: [],
};

type Set = { readonly [name: string]: string };
const side = (more: Partial<Participant>, versions: Set, locked = false) => {
  const { wanted, title, version } = sideOf({ ...participant, ...more }, new Map(Object.entries(versions)), locked);
  return { packages: wanted.packages, overrides: wanted.overrides, title, version };
};

const dated = { "1.0.0": "0.1.0", "2.0.0": "0.2.0", "3.0.0": null };
const packages: Readonly<Record<string, readonly [Partial<Participant>, Set, Set, locked?: boolean]>> = {
  "its own, and no others": [{}, { app: "1.0.0", core: "2.0.0", lodash: "1.0.0" }, { app: "1.0.0", core: "2.0.0" }],
  "what goes along": [{ with: { react: "19.0.0" } }, { app: "1.0.0" }, { react: "19.0.0", app: "1.0.0" }],
  "what goes along is left out where there is a lockfile": [
    { with: { react: "19.0.0" } },
    { app: "1.0.0" },
    { app: "1.0.0" },
    true,
  ],
  "tools are there with a lockfile, too": [
    { tools: { zod: "3.0.0" } },
    { app: "1.0.0" },
    { zod: "3.0.0", app: "1.0.0" },
    true,
  ],
  "a tool is no other version of a part of its own": [
    { tools: { core: "9.0.0" } },
    { app: "1.0.0", core: "2.0.0" },
    { core: "2.0.0", app: "1.0.0" },
  ],
  "a tool of the same version": [{ tools: { ui: "same" } }, { app: "1.5.0" }, { ui: "1.5.0", app: "1.5.0" }],
  "dated: before the first": [{ with: { core: dated } }, { app: "0.9.0" }, { app: "0.9.0" }],
  "dated: on the day": [{ with: { core: dated } }, { app: "1.0.0" }, { core: "0.1.0", app: "1.0.0" }],
  "dated: between": [{ with: { core: dated } }, { app: "1.10.0" }, { core: "0.1.0", app: "1.10.0" }],
  "dated: the newest that holds": [{ with: { core: dated } }, { app: "2.9.0" }, { core: "0.2.0", app: "2.9.0" }],
  "dated: no more": [{ with: { core: dated } }, { app: "3.0.0" }, { app: "3.0.0" }],
  "dated, in whatever order, by version and not by letter": [
    { with: { core: { "10.0.0": "0.3.0", "9.0.0": "0.2.0" } } },
    { app: "11.0.0" },
    { core: "0.3.0", app: "11.0.0" },
  ],
  "its own counts, and not what usually goes along": [
    { with: { core: dated } },
    { app: "2.0.0", core: "7.0.0" },
    { core: "7.0.0", app: "2.0.0" },
  ],
};

for (const [name, [more, versions, wanted, locked]] of Object.entries(packages)) {
  test(`what is installed: ${name}`, () => {
    expect(side(more, versions, locked).packages).toEqual(wanted);
  });
}

const forced: Readonly<Record<string, readonly [Participant["overrides"], Set, Set | undefined]>> = {
  none: [undefined, { app: "1.0.0" }, undefined],
  "none yet": [{ deep: { "2.0.0": "1.0.0" } }, { app: "1.0.0" }, undefined],
  "a version": [{ deep: { "2.0.0": "1.1.0" } }, { app: "2.0.0" }, { deep: "1.1.0" }],
  "the lockfile's": [{ deep: "1.1.0" }, { app: "2.0.0", deep: "1.9.0" }, { deep: "1.9.0" }],
  "not what is installed itself": [{ core: "1.1.0" }, { app: "2.0.0", core: "1.9.0" }, undefined],
};

for (const [name, [overrides, versions, wanted]] of Object.entries(forced)) {
  test(`what its dependencies are forced to: ${name}`, () => {
    expect(side({ ...(overrides && { overrides }) }, versions, true).overrides).toEqual(wanted);
  });
}

test("a side is named by its main packages, and has the version of the first of them", () => {
  const stack = { main: ["core", "app"], members: ["app", "core"] };
  expect(side({}, { app: "1.0.0", core: "2.0.0" })).toMatchObject({ title: "app@1.0.0", version: "1.0.0" });
  expect(side(stack, { app: "1.0.0", core: "2.0.0" })).toMatchObject({
    title: "core@2.0.0 + app@1.0.0",
    version: "2.0.0",
  });
  expect(side(stack, { app: "1.0.0" })).toMatchObject({ title: "app@1.0.0", version: "1.0.0" });
  expect(side({}, { core: "1.0.0" })).toMatchObject({ title: "", version: "" });
});

const bump = (name: string, from?: string, to?: string, ecosystem: Bump["ecosystem"] = "npm"): Bump => {
  return { ecosystem, name, from, to };
};
const pin = (name: string, version: string, ecosystem: Pinned["ecosystem"] = "npm"): Pinned => {
  return { ecosystem, name, version };
};

const sets: Readonly<Record<string, readonly [readonly Pinned[], readonly Bump[], before: Set, after: Set]>> = {
  nothing: [[], [], {}, {}],
  "what is locked": [[pin("a", "1")], [], { a: "1" }, { a: "1" }],
  "of several lockfiles the first": [[pin("a", "1"), pin("a", "2")], [], { a: "1" }, { a: "1" }],
  "what changes": [[pin("a", "1"), pin("b", "1")], [bump("a", "1", "2")], { a: "1", b: "1" }, { a: "2", b: "1" }],
  "what came": [[], [bump("a", undefined, "2")], {}, { a: "2" }],
  "what went": [[pin("a", "1")], [bump("a", "1", undefined)], { a: "1" }, {}],
  "of one registry": [[pin("a", "1", "pypi")], [bump("b", "1", "2", "pypi")], {}, {}],
};

for (const [name, [locked, bumps, before, after]] of Object.entries(sets)) {
  test(`the versions of a set: ${name}`, () => {
    expect(Object.fromEntries(versionsOf(locked, bumps, "npm", ({ from }) => from))).toEqual(before);
    expect(Object.fromEntries(versionsOf(locked, bumps, "npm", ({ to }) => to))).toEqual(after);
  });
}
