import { expect, test } from "@playwright/test";
import { preview } from "../../contracts/engine/preview.ts";

const nested = (levels: number, inner: unknown): unknown => (levels === 0 ? inner : [nested(levels - 1, inner)]);

/** A value and what a sentence shows of it. */
const rows: readonly (readonly [title: string, value: unknown, shown: string])[] = [
  ["a text", 'a"\n', '"a\\"\\n"'],
  ["a number", 1.5, "1.5"],
  ["null", null, "null"],
  ["nothing", undefined, "undefined"],
  ["a list", [1, "a", null, []], '[1,"a",null,[]]'],
  ["an object", { a: 1, 'b"': { c: true } }, '{"a":1,"b\\"":{"c":true}}'],
  ["five levels", nested(5, 1), "[[[[[1]]]]]"],
  ["a list in five levels", nested(5, []), "[[[[[…]]]]]"],
  ["an object in five levels", nested(5, {}), "[[[[[…]]]]]"],
  ["six objects", { a: { a: { a: { a: { a: {} } } } } }, '{"a":{"a":{"a":{"a":{"a":…}}}}}'],
  ["60 characters", "x".repeat(58), `"${"x".repeat(58)}"`],
  ["61 characters", "x".repeat(59), `"${"x".repeat(58)}…`],
  ["60 characters beyond ASCII", "🙂".repeat(29), `"${"🙂".repeat(29)}"`],
  ["a long text beyond ASCII", "🙂".repeat(99), `"${"🙂".repeat(58)}…`],
  ["a long list beyond ASCII", Array(99).fill("🙂"), `[${'"🙂",'.repeat(14)}"🙂…`],
  ["a long key beyond ASCII", { ["🙂".repeat(99)]: 1 }, `{"${"🙂".repeat(57)}…`],
  ["a list of 60 characters", Array(28).fill(1).concat([10]), `[${"1,".repeat(28)}10]`],
  ["a long list", Array(99).fill(1), `[${"1,".repeat(29)}…`],
  ["a long key", { ["k".repeat(99)]: 1 }, `{"${"k".repeat(57)}…`],
  [
    "many keys",
    Object.fromEntries([..."abcdefghijklmnopqrst"].map((key) => [key, 1])),
    '{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":…',
  ],
];

for (const [title, value, shown] of rows) {
  test(`of ${title} is shown ${shown.slice(0, 30)}`, () => {
    expect(preview(value)).toBe(shown);
    expect([...shown].length).toBeLessThanOrEqual(60);
  });
}

test("a large value is not walked beyond what is shown", () => {
  let asked = 0;
  const counting = (value: object) =>
    new Proxy(value, {
      get: (target, key, receiver) => {
        if (typeof key === "string" && /^[0-9]+$|^k/.test(key)) asked++;
        return Reflect.get(target, key, receiver);
      },
    });
  preview(counting(Array(1000).fill(1)));
  preview(counting(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, 1]))));
  preview(counting([counting(Array(1000).fill("x".repeat(70))), counting(Array(1000).fill(1))]));
  expect(asked).toBeLessThan(200);
});
