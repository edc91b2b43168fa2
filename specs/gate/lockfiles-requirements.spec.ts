import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { fromRegistry, readLockfile } from "../../src/gate/lockfiles/index.ts";

const read = (name: string) =>
  readFileSync(new URL(`../../fixtures/lockfiles/requirements/${name}`, import.meta.url), "utf8");
/** What pip itself read (fixtures/lockfiles/requirements/parse.py). */
const parsed: { line: number; name: string; specifiers: string[] }[] = JSON.parse(read("parsed.json"));
const { packages, notes } = readLockfile("requirements.txt", read("requirements.txt"));
const same = (name: string) => name.toLowerCase().replaceAll(/[-_.]+/g, "-");

test("each line that pip reads is a package or a note, and no other line is", () => {
  const lines = packages.flatMap((one) => [one, ...one.also].map(({ place }) => place.line));
  const unpinned = notes.filter(({ includes }) => !includes).map(({ place }) => place.line);
  expect([...lines, ...unpinned].sort((a, b) => a - b)).toEqual(parsed.map(({ line }) => line));
});

for (const { line, name, specifiers } of parsed) {
  const pin = specifiers.map((one) => /^={2,3}([^*]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
  test(`line ${line}: ${name} ${specifiers.join(",")}`, () => {
    const locked = packages.find((one) => one.name === same(name));
    const copy = [locked, ...(locked?.also ?? [])].find((one) => one?.place.line === line);
    if (copy && !fromRegistry(copy.version)) expect(["cloned", "fetched", "edited", "wheeled"]).toContain(name);
    else expect(copy?.version).toBe(pin);
    const said = notes.some(({ place, says }) => place.line === line && says.includes(name));
    expect(said).toBe(copy === undefined);
  });
}

test("what an address pins says where it is from, without the password", () => {
  const versions = Object.fromEntries(packages.map(({ name, version }) => [name, version]));
  expect(versions).toMatchObject({
    cloned: "git+https://files.example/cloned.git@0ac539875fd52ca45a653d9e67e025e465b55c9d",
    fetched: "https://files.example/fetched-1.2.3-py3-none-any.whl",
    edited: "git+https://files.example/edited.git@v1",
    wheeled: "https://files.example/wheeled-1.2.3-py3-none-any.whl",
  });
  expect(JSON.stringify([packages, notes])).not.toContain("secret");
});

test("of two versions under two markers the newer is meant, and the other is known", () => {
  const h11 = packages.find(({ name }) => name === "h11");
  expect(h11).toMatchObject({ version: "0.16.0", also: [{ version: "0.14.0", place: { line: 21 } }] });
});

test("included files are said, not followed", () => {
  expect(notes.filter(({ includes }) => includes)).toEqual([
    {
      place: { file: "requirements.txt", line: 3 },
      says: expect.stringMatching(/^requirements.txt:3 includes more.txt/),
      includes: "more.txt",
    },
    {
      place: { file: "requirements.txt", line: 4 },
      says: expect.stringContaining("limits.txt"),
      includes: "limits.txt",
    },
  ]);
});
