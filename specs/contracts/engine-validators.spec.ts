import { expect, test } from "@playwright/test";
import { compileValidators, SchemaProblem } from "../../contracts/engine/compile.ts";
import { distinct } from "../../contracts/engine/distinct.ts";
import { createValidators, prepareValidators } from "../../contracts/engine/validators.ts";
import { type JsonSchema, validatorsOf } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";

const says = (schemas: Record<string, JsonSchema>, value: unknown, schema = "It") =>
  validatorsOf(contractWith(schemas))
    .check(schema, value, "strict")
    .breaches.map(({ rule, path }) => `${rule} ${path}`);

/** Schemas that are no JSON Schema, and the sentence that says so. */
const broken: readonly (readonly [schema: JsonSchema, sentence: RegExp])[] = [
  [{ type: "nope" }, /^The schema It cannot be used: [^\n]*nope[^\n]*\.$/],
  [{ pattern: "(" }, /^The schema It cannot be used: [^\n]*regular expression[^\n]*\.$/],
  [{ pattern: "(\n\n" }, /^The schema It cannot be used: [^\n]*\/\( \/[^\n]*\.$/],
  [{ minLength: "x" }, /^The schema It cannot be used: [^\n]*minLength[^\n]*\.$/],
];

for (const [schema, sentence] of broken) {
  test(`${JSON.stringify(schema)} cannot be used, and is refused when it is read`, () => {
    const contract = contractWith({ Good: {}, It: schema });
    const compiled = compileValidators(contract.schemas);
    for (const use of [() => compiled.first("It"), () => compiled.all("It"), () => prepareValidators(contract)]) {
      expect(use).toThrow(SchemaProblem);
      expect(use).toThrow(sentence);
      expect(use).toThrow(expect.objectContaining({ name: "SchemaProblem", schema: "It" }));
    }
    expect(() => compiled.first("Good")).not.toThrow();
  });
}

test("a schema that is not there is our own mistake", () => {
  for (const name of ["Nope", "toString"]) {
    expect(() => says({ It: {} }, 1, name)).toThrow(`the contract has no schema named ${name}`);
  }
});

test("a validator is compiled once, and those of a contract are made once", () => {
  const contract = contractWith({ It: { type: "string" } });
  const compiled = compileValidators(contract.schemas);
  expect(compiled.first("It")).toBe(compiled.first("It"));
  expect(compiled.all("It")).not.toBe(compiled.first("It"));
  expect(validatorsOf(contract)).toBe(validatorsOf(contract));
});

const numbers = { It: { properties: { list: { items: { type: "number" } } } } };
for (const [parts, breaches] of [
  [100_000, 50],
  [100_001, 1],
  [200_003, 1],
] as const) {
  test(`a value of ${parts} parts gets ${breaches} of its breaches`, () => {
    expect(says(numbers, { list: Array(parts - 2).fill("x") }).length).toBe(breaches);
  });
}

test("a refusal without a reason is a breach of the whole", () => {
  const refuse = () => false;
  const validators = createValidators(contractWith({ It: {} }), { first: () => refuse, all: () => refuse });
  expect(validators.check("It", { a: 1 }, "strict")).toEqual({
    breaches: [{ rule: "shape/one-of", frame: null, path: "", message: "The value does not fit its schema." }],
    drift: [],
  });
});

test("a key that is refused in two ways is told once", () => {
  expect(says({ It: { properties: { a: {} }, propertyNames: { maxLength: 1 } } }, { bb: 1, c: 1 })).toEqual([
    "shape/unknown-key /bb",
    "shape/unknown-key /c",
  ]);
});

test("a pattern is read with the u flag, unless one of the document cannot be", () => {
  const one = { pattern: "^.$" };
  expect(says({ It: one }, "🙂")).toEqual([]);
  expect(says({ It: one, Other: { properties: { a: { pattern: "[\\w-.]" } } } }, "🙂")).toEqual(["shape/pattern "]);
  for (const other of [{ properties: { pattern: { type: "string" } } }, { const: "[\\w-.]" }, { const: null }]) {
    expect(says({ It: one, Other: other }, "🙂")).toEqual([]);
  }
});

test("names that every object inherits are seen only where they stand", () => {
  const heir = { It: { required: ["toString"], properties: { toString: { type: "number" } } } };
  expect(says(heir, {})).toEqual(["shape/required /toString"]);
  expect(says(heir, { toString: 1 })).toEqual([]);
  expect(says(heir, { toString: "x" })).toEqual(["shape/type /toString"]);
});

const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const list = (name: string): JsonSchema => ({ type: "object", properties: { next: ref(name) } });

/** Sets of schemas, and which of all their names share one definition. */
const sets: readonly (readonly [title: string, sets: readonly Record<string, JsonSchema>[], shared: string])[] = [
  ["equal texts", [{ A: { type: "string" }, B: { type: "string" }, C: { type: "number" } }], "A B|C"],
  ["annotations aside", [{ A: { type: "string", title: "x" }, B: { type: "string" } }], "A B"],
  ["over two sets", [{ A: { type: "string" } }, { A: { type: "string" }, B: { type: "number" } }], "A A|B"],
  ["the same name, another schema", [{ A: { type: "string" } }, { A: { type: "number" } }], "A|A"],
  ["references to equals", [{ A: ref("X"), B: ref("Y"), X: { type: "string" }, Y: { type: "string" } }], "A B|X Y"],
  ["references to others", [{ A: ref("X"), B: ref("Y"), X: { type: "string" }, Y: { type: "null" } }], "A|B|X|Y"],
  [
    "references to one name in two sets",
    [
      { A: ref("X"), X: {} },
      { A: ref("X"), X: { type: "null" } },
    ],
    "A|X|A|X",
  ],
  ["circles", [{ A: list("A"), B: list("C"), C: list("B") }], "A B C"],
  [
    "circles that differ somewhere",
    [{ A: list("B"), B: list("A"), C: list("D"), D: { ...list("C"), minProperties: 1 } }],
    "A B|C|D",
  ],
  ["a text that looks like a reference", [{ A: { const: "\u00000\u0000" }, B: { const: "0" } }], "A|B"],
  ["nothing", [{}], ""],
];

for (const [title, schemas, shared] of sets) {
  test(`definitions are shared by ${title}`, () => {
    const { definitions, tables } = distinct(schemas.map(($defs) => ({ $defs })));
    const byId = new Map<string, string[]>();
    for (const table of tables)
      for (const [name, id] of Object.entries(table)) byId.set(id, [...(byId.get(id) ?? []), name]);
    expect([...byId.values()].map((names) => names.join(" ")).join("|")).toBe(shared);
    expect(Object.keys(definitions)).toEqual([...byId.keys()]);
  });
}

test("a definition refers to ids, which start with d", () => {
  const { definitions, tables } = distinct([{ $defs: { A: { allOf: [ref("B"), ref("A")] }, B: { type: "null" } } }]);
  expect(tables).toEqual([{ A: "d0", B: "d1" }]);
  expect(definitions).toEqual({ d0: { allOf: [{ $ref: "d1" }, { $ref: "d0" }] }, d1: { type: "null" } });
});
