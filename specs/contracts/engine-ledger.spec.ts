import { expect, test } from "@playwright/test";
import { createLedger } from "../../contracts/engine/ledger.ts";
import type { Breach } from "../../contracts/index.ts";

const limits = { frame: 1, perRule: 2, total: 5, replies: 1 };
const breach = (rule: string, message = `${rule} is broken.`): Breach => ({ rule, frame: 0, path: "", message });
const implies: Record<string, readonly string[]> = { "a/x": ["b/*", "c/y", "a/*"], "b/z": ["d/*"] };

/** What is noted in turn (a rule that is broken, or [what could not be judged, why]), which of it is news, and what is left. */
const rows: readonly (readonly [
  title: string,
  noted: readonly (string | readonly [rule: string, because: string])[],
  news: readonly boolean[],
  left: readonly string[],
])[] = [
  ["one breach", ["f/g"], [true], ["f/g is broken."]],
  [
    "breaches that one implies",
    ["a/x", "b/z", "b/y", "c/y", "d/y"],
    [true, false, false, false, true],
    ["a/x is broken.", "d/y is broken.", "unjudged b/*: a/x", "unjudged c/y: a/x", "unjudged a/*: a/x"],
  ],
  [
    "a rule does not imply itself",
    ["a/x", "a/x", "a/y"],
    [true, true, false],
    ["a/x is broken.", "a/x is broken.", "unjudged b/*: a/x", "unjudged c/y: a/x", "unjudged a/*: a/x"],
  ],
  [
    "what is implied by name alone",
    ["a/x", "c/z", "c/yy", "bb/z"],
    [true, true, true, true],
    [
      "a/x is broken.",
      "c/z is broken.",
      "c/yy is broken.",
      "bb/z is broken.",
      "unjudged b/*: a/x",
      "unjudged c/y: a/x",
      "unjudged a/*: a/x",
    ],
  ],
  [
    "more of one rule than are kept",
    ["f/g", "f/g", "e/h", "f/g", "f/g"],
    [true, true, true, true, true],
    ["f/g is broken.", "f/g is broken, and 2 more like it.", "e/h is broken."],
  ],
  ["as many of one rule as are kept", ["f/g", "f/g"], [true, true], ["f/g is broken.", "f/g is broken."]],
  [
    "of framing one is kept",
    ["framing/g", "framing/g", "g/framing/", "g/framing/"],
    [true, true, true, true],
    ["framing/g is broken, and 1 more like it.", "g/framing/ is broken.", "g/framing/ is broken."],
  ],
  [
    "more rules than are kept",
    ["1/a", "2/a", "3/a", "4/a", "5/a", "6/a", "5/a"],
    Array(7).fill(true),
    ["1/a is broken.", "2/a is broken.", "3/a is broken.", "4/a is broken.", "5/a is broken, and 1 more like it."],
  ],
  [
    "what could not be judged, twice",
    [
      ["a/*", "z"],
      ["a/b", "z"],
      ["a/b", "y"],
      ["a/*", "y"],
      ["a/*", "y"],
    ],
    [],
    ["unjudged a/*: z", "unjudged a/b: y", "unjudged a/*: y"],
  ],
  [
    "more that could not be judged than is kept",
    [..."123456"].map((rule) => [rule, "z"] as const),
    [],
    ["unjudged 1: z", "unjudged 2: z", "unjudged 3: z", "unjudged 4: z", "unjudged 5: z"],
  ],
];

for (const [title, noted, news, left] of rows) {
  test(`the ledger holds ${title}`, () => {
    const ledger = createLedger("it", (rule) => implies[rule] ?? [], limits);
    const added = noted.flatMap((one) => {
      if (typeof one === "string") return [ledger.add(breach(one))];
      ledger.unjudged(...one);
      return [];
    });
    const { violations, drift, unjudged } = ledger.close();
    expect(added).toEqual(news);
    expect([
      ...violations.map(({ message }) => message),
      ...unjudged.map(({ rule, because }) => `unjudged ${rule}: ${because}`),
    ]).toEqual(left);
    expect(drift).toEqual([]);
  });
}

test("a violation carries its endpoint and its page; a sentence is counted at its end alone", () => {
  const ledger = createLedger("it", () => [], { ...limits, perRule: 1 });
  for (const _ of ["one", "two"]) ledger.add(breach("f/g", "e.g. this. And that."));
  ledger.drift(breach("f/h"));
  expect(ledger.close()).toEqual({
    violations: [
      {
        rule: "f/g",
        frame: 0,
        path: "",
        message: "e.g. this. And that, and 1 more like it.",
        endpoint: "it",
        page: "docs/rules/f/g.md",
      },
    ],
    drift: [{ ...breach("f/h"), endpoint: "it", page: "docs/rules/f/h.md" }],
    unjudged: [],
  });
});
