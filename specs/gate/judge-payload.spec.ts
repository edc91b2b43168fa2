import { expect, test } from "@playwright/test";
import type { Probe } from "../../src/gate/corpus/index.ts";
import type { PayloadDifference } from "../../src/gate/find/index.ts";
import { judgePayload, type Other } from "../../src/gate/judge/index.ts";
import type { Verdict } from "../../src/gate/participants/index.ts";
import type { Direction } from "../../src/gate/types.ts";

/** What is said of payloads that are one letter: which are there, what each end takes and writes. */
interface Case {
  readonly direction: Direction;
  /** Payloads that show what only the one end has; undefined where it has nothing of its own. */
  readonly shownBefore?: string;
  readonly shownAfter?: string;
  readonly payloads: string;
  readonly before: string;
  readonly after: string;
  /** Payloads that are no plain ones of a schema. */
  readonly spoiled?: string;
  /** What the other side takes; undefined where nobody is named, null where it does not say. */
  readonly takes?: string | null;
  /** What the other side sends. */
  readonly sends?: string;
}

async function judged(one: Case) {
  const letters = [...one.payloads];
  const among = (some: string | undefined) => (data: unknown) => some?.includes(String(data)) === true;
  const verdicts = (some: string): Verdict[] => letters.map((data) => ({ accepted: some.includes(data), sent: false }));
  const difference: PayloadDifference = {
    of: "payload",
    kind: "changed",
    place: { root: "Event", steps: [] },
    before: "x",
    after: "y",
    shownBefore: one.shownBefore === undefined ? undefined : among(one.shownBefore),
    shownAfter: one.shownAfter === undefined ? undefined : among(one.shownAfter),
    seenIn: "schema",
  };
  const probes = letters.map((data): Probe => {
    return { root: "Event", data, pointer: "", made: among(one.spoiled)(data) ? "spoiled" : "valid" };
  });
  const asked: unknown[] = [];
  const other: Other = {
    title: "other@1",
    receives: ["Event"],
    takes: undefined,
    speaker:
      one.takes === undefined
        ? undefined
        : {
            title: "other@1",
            async verdicts(root, values) {
              expect(root).toBe("Event");
              asked.push(...values);
              if (one.takes === null) return undefined;
              return values.map((data) => ({ accepted: among(one.takes ?? "")(data), sent: among(one.sends)(data) }));
            },
          },
  };
  const found = {
    difference,
    direction: one.direction,
    probes,
    before: verdicts(one.before),
    after: verdicts(one.after),
  };
  return { ...(await judgePayload(found, other)), asked: asked.join("") };
}

const sends = { direction: "sends", payloads: "abc", before: "a", after: "abc", shownAfter: "bc" } as const;
const receives = { direction: "receives", payloads: "abc", before: "abc", after: "a", shownBefore: "bc" } as const;
const old = "whoever is as old as what was there before";

const cases: Readonly<Record<string, readonly [Case, breaking: boolean | null, says: string, asked?: string]>> = {
  "nothing new is sent": [
    { ...sends, shownAfter: undefined as never, shownBefore: "b" },
    false,
    "nothing is sent that was not before",
  ],
  "no payload shows what is sent": [{ ...sends, shownAfter: "z" }, null, "no payload was made that shows it"],
  "what shows it is refused by the sender itself": [
    { ...sends, after: "a" },
    null,
    "no payload was made that shows it",
  ],
  "sent, refused by the version before, nobody named": [sends, true, `refused by ${old}`],
  "sent, taken by the version before, nobody named": [{ ...sends, before: "abc" }, false, `accepted by ${old}`],
  "sent, one of two taken by the version before": [{ ...sends, before: "ab" }, false, `accepted by ${old}`],
  "sent, refused by the other side": [{ ...sends, takes: "a" }, true, "refused by other@1", "bc"],
  "sent, refused by the other side, though the version before took it": [
    { ...sends, before: "abc", takes: "" },
    true,
    "refused by other@1",
    "bc",
  ],
  "sent, taken by the other side, though the version before refused it": [
    { ...sends, takes: "abc" },
    false,
    "accepted by other@1",
    "bc",
  ],
  "sent, one of two taken by the other side": [{ ...sends, takes: "b" }, false, "accepted by other@1", "bc"],
  "sent, and the other side does not say how it reads": [
    { ...sends, takes: null },
    null,
    "other@1 does not say how it reads Event",
    "bc",
  ],
  "read, and all that was taken is taken": [{ ...receives, after: "abc" }, false, "it still takes all that it took"],
  "read, and what is refused shows something else": [
    { ...receives, shownBefore: "a" },
    false,
    "it still takes all that it took",
  ],
  "read, and what is refused was refused before": [
    { ...receives, before: "a" },
    false,
    "it still takes all that it took",
  ],
  "read, and nothing is gone": [
    { ...receives, shownBefore: undefined as never, shownAfter: "b" },
    false,
    "it still takes all that it took",
  ],
  "read, refused now, nobody named": [receives, true, "whoever sends what was accepted is refused"],
  "read, refused now, nobody named, a payload that no schema has": [
    { ...receives, spoiled: "bc" },
    true,
    "whoever sends what was accepted is refused",
  ],
  "read, refused now, and the other side sends it": [
    { ...receives, takes: "abc", sends: "c" },
    true,
    "other@1 can send it",
    "bc",
  ],
  "read, refused now, and the other side takes it but does not send it": [
    { ...receives, takes: "abc", sends: "a" },
    false,
    "other@1 does not send it",
    "bc",
  ],
  "read, refused now, and the other side could send it though no schema has it": [
    { ...receives, takes: "abc", sends: "abc", spoiled: "bc" },
    false,
    "it still takes all that other@1 could mean to send",
    "",
  ],
  "read, and the other side does not say how it writes": [
    { ...receives, takes: null },
    null,
    "other@1 does not say how it writes Event",
    "bc",
  ],
};

for (const [name, [one, breaking, says, asked = ""]] of Object.entries(cases)) {
  test(`a payload is ${breaking === null ? "not judged" : breaking ? "breaking" : "not breaking"}: ${name}`, async () => {
    expect(await judged(one)).toMatchObject({ breaking, says, asked });
  });
}

test("what the other side refuses is shown, the plainest first; of a change that breaks nothing, nothing is", async () => {
  expect(await judged({ ...sends, takes: "a" })).toMatchObject({ shown: { root: "Event", data: "b" } });
  expect((await judged({ ...sends, takes: "abc" })).shown).toBeUndefined();
});

test("the other side is shown the eight plainest payloads of what is sent, and two hundred of what it may send", async () => {
  const payloads = Array.from({ length: 300 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join("");
  const all = { payloads, before: payloads, after: payloads, takes: "" };
  expect((await judged({ ...sends, ...all, shownAfter: payloads })).asked).toBe(payloads.slice(0, 8));
  expect((await judged({ ...receives, ...all, after: "", shownBefore: payloads })).asked).toBe(payloads.slice(0, 200));
});
