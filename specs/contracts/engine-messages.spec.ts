import { expect, test } from "@playwright/test";
import { messageOf } from "../../contracts/engine/messages.ts";
import type { JsonSchema } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";

const said = (tag: string, value: unknown, more: Record<string, unknown> = {}): JsonSchema => ({
  type: "object",
  required: [tag],
  properties: { [tag]: value, ...more },
});

/** Messages by name, and values with the name of the message that they are. */
const rows: readonly (readonly [
  title: string,
  messages: Record<string, JsonSchema>,
  ...values: (readonly [value: unknown, name: string | undefined])[],
])[] = [
  [
    "by their type, though misshapen",
    { A: said("type", { const: "a" }, { n: { type: "number" } }), B: said("type", { enum: ["b", "c"] }) },
    [{ type: "a" }, "A"],
    [{ type: "a", n: "x" }, "A"],
    [{ type: "c" }, "B"],
    [{ type: "d" }, undefined],
    [{ type: 5 }, undefined],
    [{}, undefined],
    [null, undefined],
    [["a"], undefined],
  ],
  ...["event", "kind", "action", "op", "method", "odd"].map(
    (tag) =>
      [
        `by ${tag}`,
        { A: said(tag, { const: "a" }), B: said(tag, { const: "b" }) },
        [{ [tag]: "b" }, "B"],
        [{ [tag]: "b", x: 1 }, "B"],
        [{}, undefined],
      ] as const,
  ),
  [
    "by the usual name before another",
    {
      A: {
        ...said("x", { const: "1" }),
        properties: { x: { const: "1" }, kind: { const: "a" } },
        required: ["x", "kind"],
      },
      B: {
        ...said("x", { const: "1" }),
        properties: { x: { const: "1" }, kind: { const: "b" } },
        required: ["x", "kind"],
      },
    },
    [{ kind: "b" }, "B"],
  ],
  [
    "by what fits, where several share the tag",
    {
      A: said("type", { const: "a" }, { n: { type: "number" } }),
      B: said("type", { const: "a" }, { n: { type: "string" } }),
      C: said("type", { const: "c" }),
    },
    [{ type: "a", n: 1 }, "A"],
    [{ type: "a", n: "1" }, "B"],
    [{ type: "a", n: null }, "A"],
    [{ type: "c" }, "C"],
    [{ type: "x" }, undefined],
  ],
  [
    "by what fits, where there is no tag",
    { A: { type: "number" }, B: { type: "object", properties: { n: { type: "number" } } } },
    [5, "A"],
    [{ n: 1, x: 1 }, "B"],
    [{ n: "1" }, undefined],
    ["text", undefined],
  ],
  [
    "by what fits, where not all have the tag",
    { A: said("type", { const: "a" }), B: { type: "object", required: ["n"] } },
    [{ type: "a" }, "A"],
    [{ n: 1 }, "B"],
    [{}, undefined],
  ],
  ...["type", "event", "kind", "action", "op", "method"].map(
    (tag) =>
      [
        `by ${tag} that stands deeper, though misshapen`,
        {
          A: { allOf: [said(tag, { const: "a" })] },
          B: { allOf: [said(tag, { const: "b" }, { n: { type: "number" } })] },
        },
        [{ [tag]: "b", n: "x" }, "B"],
      ] as const,
  ),
  [
    "by what fits, where the tag may be absent",
    { A: { properties: { type: { const: "a" } } }, B: { properties: { type: { const: "b" } } } },
    [{}, "A"],
    [{ type: "b" }, "B"],
  ],
  ["of none", {}, [{ type: "a" }, undefined]],
];

for (const [title, schemas, ...values] of rows) {
  test(`messages are told apart ${title}`, () => {
    const contract = contractWith(schemas);
    const messages = Object.keys(schemas).map((name) => ({ name, schema: name, examples: [] }));
    const names = values.map(([value]) => messageOf(contract, messages, value)?.name);
    expect(names).toEqual(values.map(([, name]) => name));
  });
}
