import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readCatalogue } from "../../src/gate/index.ts";
import { problemsOf } from "../cli/schemas.ts";
import { ours, reader } from "./catalogue-samples.ts";

const built = readCatalogue();
const catalogue = (...participants: readonly unknown[]) => ({ participants });
const role = ours.speaks[0];
const without = (name: keyof typeof ours) => Object.fromEntries(Object.entries(ours).filter(([key]) => key !== name));

/** What is read of a catalogue that a user wrote. */
function read(value: unknown) {
  const file = test.info().outputPath("own.json");
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return readCatalogue(file);
}

const good: Readonly<Record<string, unknown>> = {
  "the built-in one": built,
  "a user's": catalogue(ours, reader),
  "one that names its schema for an editor": { $schema: "gate-catalogue.schema.json", ...catalogue(ours) },
  "an empty one": catalogue(),
  "versions by version": catalogue({ ...ours, with: { zod: { "1.0.0": "3.25.76", "2.0.0": null } } }),
  "pydantic models": catalogue({
    ...ours,
    ecosystem: "pypi",
    kind: "pydantic",
    exports: { Note: ["notes.models:Note"], Command: ["notes.models:Command"] },
  }),
  "what nothing can ask": catalogue({ ...without("exports"), kind: "none" }),
};

for (const [name, value] of Object.entries(good)) {
  test(`the schema of a catalogue takes ${name}, and it is read`, () => {
    expect(problemsOf("gate-catalogue", value)).toEqual([]);
    expect(() => read(value)).not.toThrow();
  });
}

const bad: Readonly<Record<string, unknown>> = {
  "no participants": {},
  "an unknown key": { ...catalogue(ours), note: "x" },
  "an unknown key of a participant": catalogue({ ...ours, note: "x" }),
  "an unknown key of a role": catalogue({ ...ours, speaks: [{ ...role, note: "x" }] }),
  "an id with a dot": catalogue({ ...ours, id: "notes.producer" }),
  "an unknown registry": catalogue({ ...ours, ecosystem: "cargo" }),
  "an unknown kind": catalogue({ ...ours, kind: "joi" }),
  "no main package": catalogue({ ...ours, main: [] }),
  "a package twice": catalogue({ ...ours, members: ["@club/notes", "@club/notes"] }),
  "no role": catalogue({ ...ours, speaks: [] }),
  "zod without exports": catalogue(without("exports")),
  "zod on PyPI": catalogue({ ...ours, ecosystem: "pypi" }),
  "an export of zod as pydantic has it": catalogue({ ...ours, exports: { ...ours.exports, Note: ["notes:Note"] } }),
  "an export without a module": catalogue({ ...ours, exports: { ...ours.exports, Note: ["#Note"] } }),
  "pydantic on npm": catalogue({ ...ours, kind: "pydantic" }),
  "pydantic without exports": catalogue({ ...without("exports"), ecosystem: "pypi", kind: "pydantic" }),
  "a payload that is exported nowhere": catalogue({ ...ours, exports: { ...ours.exports, Note: [] } }),
  "a contract whose name is a path": catalogue({ ...ours, speaks: [{ ...role, contract: "docs/notes.yaml" }] }),
  "an unknown side": catalogue({ ...ours, speaks: [{ ...role, side: "server" }] }),
  "a role that does not say what it reads": catalogue({
    ...ours,
    speaks: [{ contract: "notes", side: "producer", sends: [] }],
  }),
  "a version that is a number": catalogue({ ...ours, with: { zod: 3 } }),
  "a date of a version that is none": catalogue({ ...ours, with: { zod: { newest: "3.0.0" } } }),
  "yields that is false": catalogue({ ...ours, yields: false }),
};

for (const [name, value] of Object.entries(bad)) {
  test(`the schema of a catalogue refuses ${name}, and it is not read`, () => {
    expect(problemsOf("gate-catalogue", value)).not.toEqual([]);
    expect(() => read(value)).toThrow(expect.objectContaining({ id: "bad-catalogue" }));
  });
}

const sentences: Readonly<Record<string, readonly [unknown, says: RegExp]>> = {
  "no JSON": ["{", /^The catalogue \S+own\.json cannot be read \(.+\)\.$/],
  "no catalogue": ["[]", /^The catalogue \S+ is not as it should be: the whole must be object\.$/],
  "something wrong deep inside": [
    catalogue(ours, { ...reader, speaks: [{ ...reader.speaks[0], side: "server" }] }),
    /^The catalogue \S+ is not as it should be: \/participants\/1\/speaks\/0\/side must be equal to one of .+\.$/,
  ],
  "one id twice": [catalogue(ours, { ...reader, id: ours.id }), / has two participants named notes\.$/],
  "a main package that is no member": [
    catalogue({ ...ours, members: ["zod"] }),
    / has @club\/notes among the main packages of notes, and not among its members\.$/,
  ],
  "a payload that is exported nowhere": [
    catalogue({ ...ours, speaks: [{ ...role, sends: ["Note", "Nope"] }] }),
    / does not say where notes exports Nope\.$/,
  ],
};

for (const [name, [value, says]] of Object.entries(sentences)) {
  test(`a damaged catalogue is refused in one sentence: ${name}`, () => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({
        id: "bad-catalogue",
        message: expect.stringMatching(says),
        next: expect.stringMatching(/^[A-Z].*\.$/),
      }),
    );
  });
}

test("a catalogue that is not there is refused", () => {
  expect(() => readCatalogue("/nowhere/own.json")).toThrow("The catalogue /nowhere/own.json cannot be read (ENOENT).");
});

test("a user's participants stand before the built-in ones, and in place of those of the same id", () => {
  const client = { ...ours, id: "ag-ui-client" };
  const all = read(catalogue(client, ours)).participants;
  expect(all.slice(0, 2)).toEqual([client, ours]);
  expect(all.slice(2).map(({ id }) => id)).toEqual(
    built.participants.map(({ id }) => id).filter((id) => id !== "ag-ui-client"),
  );
});

test("a document is named from where the catalogue is; an address stays as it is", () => {
  const speaks = ["notes.yaml", "../notes.yaml", "https://example.com/notes.yaml"].map((document) => ({
    ...role,
    document,
  }));
  const [first] = read(catalogue({ ...ours, speaks })).participants;
  const folder = test.info().outputPath(".");
  expect(first?.speaks.map(({ document }) => document)).toEqual([
    join(folder, "notes.yaml"),
    join(folder, "../notes.yaml"),
    "https://example.com/notes.yaml",
  ]);
});
