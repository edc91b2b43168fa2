import { expect, test } from "@playwright/test";
import { answerOf } from "../../src/gate/answer.ts";
import { type Case, decide } from "../../src/gate/decide.ts";
import type { Bump, Change, FailOn, KnownFailure, NotGathered } from "../../src/gate/types.ts";

const change = (name: string, breaking: boolean | null, more: Partial<Change> = {}): Change => ({
  id: `ag-ui/producer/sends/${name}/added`,
  contract: "ag-ui",
  side: "producer",
  direction: "sends",
  breaking,
  where: name,
  before: "absent",
  after: "present",
  evidence: ["the schemas that it exports", `judged by client@1`],
  by: ["core@2"],
  ...(breaking !== false && { next: `Mend ${name}.` }),
  ...more,
});
const known = (name: string, until = "2026-06-15"): KnownFailure => {
  return { id: `ag-ui/producer/sends/${name}/added`, reason: "Later.", link: "https://example.com", until };
};
const missing = (passing: boolean): NotGathered => {
  return { packages: ["a@1", "b@2"], evidence: "all", why: "It is not there.", next: "Try again.", passing };
};

const decided = (one: Partial<Case>) =>
  decide({ changes: [], notGathered: [], known: [], failOn: "breaking", today: "2026-06-14", ...one });
const brief = (one: Partial<Case>) => {
  const { decision, reasons, excused } = decided(one);
  return [
    decision,
    ...reasons.map(({ id, change }) => `${id} ${change?.split("/")[3] ?? "-"}`),
    ...excused.map(({ id }) => `excused ${id.split("/")[3]}`),
  ];
};

const [yes, no, maybe] = [change("yes", true), change("no", false), change("maybe", null)];
const cases: Readonly<Record<string, readonly [Partial<Case>, readonly string[]]>> = {
  "nothing changed": [{}, ["open"]],
  "a change that breaks nobody": [{ changes: [no] }, ["open"]],
  "a change that breaks": [{ changes: [no, yes] }, ["closed", "breaking yes"]],
  "a change of which it is not known": [{ changes: [maybe] }, ["closed", "inconclusive maybe"]],
  "what breaks stands before what is not known": [
    { changes: [maybe, no, yes], failOn: "any" },
    ["closed", "breaking yes", "inconclusive maybe", "any-change no"],
  ],
  "no change may in": [{ changes: [no], failOn: "any" }, ["closed", "any-change no"]],
  "whatever there is may in": [
    { changes: [yes, maybe], notGathered: [missing(true), missing(false)], known: [known("gone")], failOn: "none" },
    ["open"],
  ],
  "a registry that was down": [{ notGathered: [missing(true)] }, ["closed", "inconclusive -"]],
  "nothing can be asked": [{ notGathered: [missing(false)] }, ["closed", "no-evidence -"]],
  "what breaks is excused": [{ changes: [yes], known: [known("yes")] }, ["open", "excused yes"]],
  "what is not known is excused": [{ changes: [maybe], known: [known("maybe")] }, ["open", "excused maybe"]],
  "one is excused, and another is not": [
    { changes: [yes, change("other", true)], known: [known("yes")] },
    ["closed", "breaking other", "excused yes"],
  ],
  "the day before its end, it is excused": [
    { changes: [yes], known: [known("yes")], today: "2026-06-14" },
    ["open", "excused yes"],
  ],
  "on the day of its end, it is excused no more": [
    { changes: [yes], known: [known("yes")], today: "2026-06-15" },
    ["closed", "breaking yes", "known-failure-expired yes"],
  ],
  "after its end, in another year": [
    { changes: [yes], known: [known("yes")], today: "2027-01-01" },
    ["closed", "breaking yes", "known-failure-expired yes"],
  ],
  "an excuse of what breaks no more": [{ changes: [no], known: [known("no")] }, ["closed", "known-failure-gone no"]],
  "an excuse of what breaks no more, where no change may in": [
    { changes: [no], known: [known("no")], failOn: "any" },
    ["open", "excused no"],
  ],
  "an excuse of nothing": [{ changes: [], known: [known("gone")] }, ["closed", "known-failure-gone gone"]],
  "an excuse of nothing whose time is over is told once": [
    { known: [known("gone", "2020-01-01")] },
    ["closed", "known-failure-gone gone"],
  ],
  "an excuse does not reach what was not gathered": [
    { changes: [yes], known: [known("yes")], notGathered: [missing(true)] },
    ["closed", "inconclusive -", "excused yes"],
  ],
};

for (const [name, [one, lines]] of Object.entries(cases)) {
  test(`the gate is ${lines[0]}: ${name}`, () => {
    expect(brief(one)).toEqual(lines);
  });
}

const said: Readonly<Record<string, readonly [Partial<Case>, says: string, next: string]>> = {
  "a change": [{ changes: [yes] }, "yes: absent → present; judged by client@1.", "Mend yes."],
  "a change that breaks nobody": [
    { changes: [no], failOn: "any" },
    "no: absent → present; judged by client@1.",
    "Look at it, and let it in with --fail-on breaking.",
  ],
  "what was not gathered": [{ notGathered: [missing(true)] }, "a@1, b@2: It is not there.", "Try again."],
  "an excuse of nothing": [
    { known: [known("x")] },
    "The known failure ag-ui/producer/sends/x/added matches no change.",
    "Take it out of the file.",
  ],
  "an excuse of what breaks no more": [
    { changes: [no], known: [known("no")] },
    "The known failure ag-ui/producer/sends/no/added does not fail any more.",
    "Take it out of the file.",
  ],
};

for (const [name, [one, says, next]] of Object.entries(said)) {
  test(`a reason says what and what to do: ${name}`, () => {
    expect(decided(one).reasons).toEqual([expect.objectContaining({ says, next })]);
  });
}

test("an excuse whose time is over says until when it was, and what to do", () => {
  const { reasons } = decided({ changes: [yes], known: [known("yes")], today: "2026-06-15" });
  expect(reasons[1]).toMatchObject({
    says: "The known failure ag-ui/producer/sends/yes/added was excused until 2026-06-15.",
    next: "Mend it, or say anew why it is excused and until when.",
  });
});

const bump = (name: string, from?: string, to?: string): Bump => ({ ecosystem: "npm", name, from, to });
const core = bump("core", "1", "2");

/** What is decided of a case, in one sentence. */
function answer(one: Partial<Case>, bumps: readonly Bump[] = [core], others: readonly string[] = []) {
  const all = { changes: [], notGathered: [], known: [], failOn: "breaking" as FailOn, today: "2026-06-14", ...one };
  return answerOf({ ...all, ...decide(all), bumps, others });
}

const answers: readonly (readonly [Parameters<typeof answer>, string])[] = [
  [[{}], "Nothing changes on the wire: core 1 → 2."],
  [[{}, []], "No package that speaks on the wire changes."],
  [[{}, [bump("core", "1", "1")]], "No package that speaks on the wire changes."],
  [[{ changes: [no] }], "1 change on the wire, none breaking: core 1 → 2."],
  [[{ changes: [no, no] }, [core], ["client@1"]], "2 changes on the wire, none breaking for client@1: core 1 → 2."],
  [[{ changes: [yes] }], "1 change breaks the other side of the wire: core 1 → 2."],
  [[{ changes: [yes, yes] }, [core], ["page@1", "client@1"]], "2 changes break client@1: core 1 → 2."],
  [[{ changes: [yes, maybe] }, [core], ["client@1"]], "1 change breaks client@1: core 1 → 2."],
  [
    [
      { changes: [change("a", true, { evidence: ["seen", "refused by page@1"] }), change("b", false)] },
      [core],
      ["page@1", "client@1"],
    ],
    "1 change breaks page@1: core 1 → 2.",
  ],
  [[{ changes: [maybe] }], "It is not known whether it breaks anybody: core 1 → 2."],
  [
    [{ notGathered: [missing(false)] }, [core], ["client@1"]],
    "It is not known whether it breaks client@1: core 1 → 2.",
  ],
  [[{ notGathered: [missing(true)] }], "It is not known whether it breaks anybody: core 1 → 2."],
  [[{ changes: [no, no], failOn: "any" }], "2 changes on the wire, and none may in: core 1 → 2."],
  [[{ known: [known("x")] }], "1 known failure excuses nothing any more: core 1 → 2."],
  [[{ known: [known("x"), known("y")] }, []], "2 known failures excuse nothing any more."],
  [
    [{ changes: [yes, maybe, no], failOn: "none" }, [core], ["client@1"]],
    "3 changes on the wire, 1 breaking, 1 of which it is not known: core 1 → 2.",
  ],
  [[{ changes: [yes], known: [known("yes")] }], "1 change on the wire, 1 breaking, 1 excused for now: core 1 → 2."],
  [
    [
      {},
      [core, bump("b", undefined, "1"), bump("c", "1"), bump("d", "1", "2"), bump("e", "1", "2"), bump("f", "1", "1")],
    ],
    "Nothing changes on the wire: core 1 → 2, b absent → 1, c 1 → absent and 2 more.",
  ],
];

for (const [at, [args, sentence]] of answers.entries()) {
  test(`answer ${at + 1}: ${sentence}`, () => {
    expect(answer(...args)).toBe(sentence);
  });
}
