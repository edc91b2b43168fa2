import { expect, test } from "@playwright/test";
import { recordedDifferences, recordText } from "../../src/gate/find/index.ts";

const found = (before: readonly unknown[], after: readonly unknown[], tags = ["role", "type"]) =>
  recordedDifferences("POST run", before, after, tags).map(
    ({ of, kind, place, before: was, after: is }) => `${of} ${recordText(place)} ${kind}: ${was} → ${is}`,
  );

const cases: Readonly<Record<string, readonly [readonly unknown[], readonly unknown[], readonly string[]]>> = {
  nothing: [[{ a: 1, b: [1, 2] }], [{ b: [2, 1], a: 1 }], []],
  "what is recorded once more is the same": [[{ a: 1 }], [{ a: 1 }, { a: 1 }], []],
  "nothing was recorded, and something is": [[], [{ a: 1 }], ["recorded POST run added: absent → present"]],
  "something was recorded, and nothing is": [[{ a: 1 }], [], ["recorded POST run removed: present → absent"]],
  "a member more": [[{}], [{ a: "x" }], ['recorded POST run a added: absent → "x"']],
  "a member less": [[{ a: true }], [{}], ["recorded POST run a removed: true → absent"]],
  "a member more, with all that is in it": [[{}], [{ a: { b: [1] } }], ["recorded POST run a added: absent → object"]],
  "another value": [[{ a: 1 }], [{ a: 2 }], ["recorded POST run a changed: 1 → 2"]],
  "another type": [[{ a: "x" }], [{ a: null }], ['recorded POST run a changed: "x" → null']],
  "a list where an object was": [[{ a: {} }], [{ a: [] }], ["recorded POST run a changed: object → array"]],
  "of several values, those that differ": [
    [{ a: 1 }, { a: 2 }],
    [{ a: 2 }, { a: 3 }],
    ["recorded POST run a changed: 1 → 3"],
  ],
  "a value more, and none less": [[{ a: 1 }], [{ a: 1 }, { a: 2 }], ["recorded POST run a changed: 1 → 2"]],
  "a value less, and none more": [[{ a: 1 }, { a: 2 }], [{ a: 1 }], ["recorded POST run a changed: 2 → 1"]],
  "many values": [[{ a: [0] }], [{ a: [1, 2, 3, 4, 5] }], ["recorded POST run a[] changed: 0 → 1, 2, 3 and 2 more"]],
  "what is in the items of a list": [
    [{ list: [{ a: 1 }, { a: 2 }] }],
    [{ list: [{ a: 1 }, { a: 2, b: 1 }] }],
    ["recorded POST run list[].b added: absent → 1"],
  ],
  "a list that is empty now": [[{ list: [1] }], [{ list: [] }], ["recorded POST run list[] removed: 1 → absent"]],
  "items by their tag": [
    [{ list: [{ role: "user", id: 1 }] }],
    [
      {
        list: [
          { role: "user", id: 1 },
          { role: "tool", id: 1 },
        ],
      },
    ],
    ["recorded POST run list[tool] added: absent → present"],
  ],
  "a member of an item of one tag": [
    [{ list: [{ role: "user" }, { role: "tool" }] }],
    [{ list: [{ role: "user" }, { role: "tool", x: 1 }] }],
    ["recorded POST run list[tool].x added: absent → 1"],
  ],
  "the first tag that an item has": [
    [{ list: [{ type: "t", role: "user" }] }],
    [{ list: [{ type: "u", role: "user" }] }],
    ['recorded POST run list[user].type changed: "t" → "u"'],
  ],
  "a tag of what is no item is a member": [
    [{ role: "a" }],
    [{ role: "b" }],
    ['recorded POST run role changed: "a" → "b"'],
  ],
  "a text is told from a number": [[{ a: "1" }], [{ a: 1 }], ['recorded POST run a changed: "1" → 1']],
};

for (const [name, [before, after, lines]] of Object.entries(cases)) {
  test(`a difference of recordings: ${name}`, () => {
    expect(found(before, after)).toEqual(lines);
  });
}

test("without tags, items of a list are one", () => {
  const [before, after] = [[{ list: [{ role: "user" }] }], [{ list: [{ role: "tool" }] }]];
  expect(found(before, after, [])).toEqual(['recorded POST run list[].role changed: "user" → "tool"']);
});
