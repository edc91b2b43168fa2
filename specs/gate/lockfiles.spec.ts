import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { fromRegistry, type Locked, readLockfile } from "../../src/gate/lockfiles/index.ts";

/** One project, locked and installed by each tool (fixtures/lockfiles/make.mjs); `installed.json` is what lay on the disk then. */
const folder = new URL("../../fixtures/lockfiles/", import.meta.url);
const samples = readdirSync(folder).filter((name) => /^(npm|pnpm|yarn|uv)/.test(name));

function sample(name: string) {
  const [file = ""] = readdirSync(new URL(`${name}/`, folder)).filter((one) => one !== "installed.json");
  const read = (one: string) => readFileSync(new URL(`${name}/${one}`, folder), "utf8");
  return { file, text: read(file), installed: JSON.parse(read("installed.json")) as string[] };
}

const all = (packages: readonly Locked[]) =>
  packages.flatMap((one) => [one, ...one.also].map(({ version, place }) => ({ name: one.name, version, place })));
const foreign = ["cloned", "fetched", "vendored", "panel"];

test("there is a sample of each kind and form", () => {
  expect(samples.length).toBeGreaterThanOrEqual(12);
});

for (const name of samples) {
  const { file, text, installed } = sample(name);
  const { packages, notes } = readLockfile(file, text);

  test(`${name}: each version that the tool installed is read, and no other`, () => {
    const read = all(packages).filter((one) => !foreign.includes(one.name));
    const expected = installed.filter((one) => !foreign.includes(one.slice(0, one.lastIndexOf("@"))));
    expect(read.map((one) => `${one.name}@${one.version}`).sort()).toEqual(expected.sort());
    expect(read.filter(({ version }) => !fromRegistry(version))).toEqual([]);
    expect(notes).toEqual([]);
  });

  test(`${name}: what no registry gave says where it is from`, () => {
    const versions = Object.fromEntries(packages.map((one) => [one.name, one.version]));
    expect(versions.cloned).toMatch(/^git\+http:\/\/files\.example\/cloned\.git#[0-9a-f]{40}$/);
    expect(versions.fetched).toMatch(/^http:\/\/files\.example\/fetched-1\.2\.3(\.tgz|-py3-none-any\.whl)$/);
    expect(versions.vendored).toMatch(/^file:vendor\/vendored-1\.2\.3(\.tgz|-py3-none-any\.whl)$/);
    expect(versions).not.toHaveProperty("shop");
    // Yarn 1 has no word of the workspace.
    expect(versions.panel).toBe(name === "yarn-1" ? undefined : "link:packages/panel");
  });

  test(`${name}: places are the lines where the versions stand`, () => {
    const lines = text.split("\n");
    for (const { name: called, version, place } of all(packages)) {
      expect(place.file).toBe(file);
      const near = lines.slice(Math.max(0, place.line - 3), place.line).join("\n");
      const alias = called === "@ag-ui/core" && version === "0.0.40" ? "core-before" : called;
      expect([called, alias].some((one) => near.includes(one))).toBe(true);
      if (fromRegistry(version)) expect(lines[place.line - 1]).toContain(version);
    }
    const places = all(packages).map(({ place }) => place.line);
    expect(new Set(places).size).toBe(places.length);
  });
}

for (const name of samples.filter((one) => one !== "uv")) {
  test(`${name}: the copy that the project asks for by name is meant, the others are known`, () => {
    const { file, text } = sample(name);
    const { packages } = readLockfile(file, text);
    // pnpm writes what is there because of a peer with the peer's version behind it.
    expect(packages.find((one) => one.name === "use-sync-external-store")?.depth).toBe(0);
    const core = packages.find((one) => one.name === "@ag-ui/core");
    expect(core).toMatchObject({ ecosystem: "npm", version: "0.0.42", depth: 0 });
    expect(core?.also.map(({ version }) => version).sort()).toEqual(["0.0.40", "0.0.41", "0.0.45"]);
    // Yarn 1 does not say who of the workspace asks.
    const others = core?.also.filter(({ version }) => name !== "yarn-1" || version !== "0.0.41");
    expect(others?.every(({ depth }) => depth > 0)).toBe(true);
  });
}

test("a lockfile with the line ends of Windows, or a byte order mark, reads the same", () => {
  for (const name of samples) {
    const { file, text } = sample(name);
    const there = readLockfile(file, text);
    expect(readLockfile(file, `\uFEFF${text.replaceAll("\n", "\r\n")}`), name).toEqual(there);
  }
});

test("npm's lock without line ends has its packages on line 1", () => {
  const { file, text } = sample("npm-3");
  const short = readLockfile(file, JSON.stringify(JSON.parse(text))).packages;
  const long = readLockfile(file, text).packages;
  expect(short.map(({ name, version }) => [name, version])).toEqual(long.map(({ name, version }) => [name, version]));
  expect(new Set(short.map(({ place }) => place.line))).toEqual(new Set([1]));
});
