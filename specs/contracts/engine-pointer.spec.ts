import { expect, test } from "@playwright/test";
import { pointerKeys, pointerTo, valueAt } from "../../contracts/engine/pointer.ts";

/** A value, a pointer into it and what is there. */
const rows: readonly (readonly [value: unknown, pointer: string, there: unknown])[] = [
  [{ a: 1 }, "", { a: 1 }],
  [{ a: { b: [5, 6] } }, "/a/b/1", 6],
  [{ a: 1 }, "/b", undefined],
  [{ a: 1 }, "/a/b", undefined],
  [{ a: "text" }, "/a/length", undefined],
  [{ a: null }, "/a/b", undefined],
  [{ a: undefined }, "/a/b", undefined],
  [[1], "/0", 1],
  [{}, "/toString", undefined],
  [{ a: {} }, "/a/constructor/name", undefined],
  ["text", "/0", undefined],
  [null, "/a", undefined],
  [{ "a/b": { "~": 1 } }, "/a~1b/~0", 1],
  [{ "~1": 1 }, "/~01", 1],
  [{ "": 1 }, "/", 1],
];

for (const [value, pointer, there] of rows) {
  test(`at "${pointer}" of ${JSON.stringify(value)} is ${JSON.stringify(there)}`, () => {
    expect(valueAt(value, pointer)).toEqual(there);
    expect(pointerKeys(pointer).reduce(pointerTo, "")).toBe(pointer);
  });
}
