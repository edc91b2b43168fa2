import {
  alone,
  chunk,
  type Event,
  e,
  exclusive,
  inside,
  type OrderCase,
  once,
  onceInRun,
  patch,
  replace,
  rule,
  run,
  start,
} from "./order-rules.ts";

const chunked = (id: string | undefined, more: Event = {}) => e("CHUNK", { ...(id && { id }), ...more });
const first = chunked("a", { role: "r", delta: "x" });

const chunks: readonly OrderCase[] = [
  {
    title: "chunks of one message, and then its start",
    rules: [chunk, alone, once],
    events: [first, chunked(undefined, { delta: "y" }), e("RAW"), chunked("a"), e("X"), start],
  },
  {
    title: "chunks of two messages in turn",
    rules: [chunk, once],
    events: [first, chunked("b", { role: "r" }), chunked("a", { role: "r" }), start],
    faults: [],
  },
  {
    title: "a start in the chunks of another message",
    rules: [chunk, alone],
    events: [first, e("CALL", { id: "1" })],
  },
  {
    title: "a first chunk without what it needs",
    rules: [chunk, once],
    events: [chunked(undefined, { role: "r" }), chunked("a"), start, start],
    faults: [
      "0 chunk : The first CHUNK has no id, so it opens nothing.",
      "1 chunk : The first CHUNK has no role, so it opens nothing.",
      '3 opens-once /id: START opens "a", which is open already.',
    ],
  },
  {
    title: "a message that is open already, opened by a chunk",
    rules: [chunk, once],
    events: [start, first],
    faults: ['1 opens-once /id: START opens "a", which is open already.'],
  },
  {
    title: "the content of a chunk",
    rules: [chunk, rule("after", { after: "FAILED", allow: [] }), run, rule("first", { events: ["TEXT"] })],
    events: [first],
    faults: [
      "0 first /type: START came first, where only TEXT may.",
      "end terminal : The stream ended with the run open: no DONE and no FAILED.",
    ],
  },
  {
    title: "a chunk without content",
    rules: [chunk, alone, rule("needs", { needs: "START", events: ["RAW"] })],
    events: [chunked("a", { role: "r" }), e("RAW"), e("X"), e("RAW")],
    faults: ["3 needs /type: RAW came while no START was open."],
  },
  {
    title: "the one end that chunks stand for",
    rules: [chunk, inside],
    events: [first, e("X")],
  },
  {
    title: "the one kind of content that chunks stand for",
    rules: [chunk, rule("needs", { needs: "CALL", events: ["MORE"] })],
    events: [first],
  },
  {
    title: "the content that chunks stand for, where they have any",
    rules: [chunk, rule("needs", { needs: "CALL", events: ["TEXT", "MORE"] })],
    events: [chunked("a", { role: "r" }), chunked("a", { delta: "x" })],
    faults: ["1 needs /type: TEXT came while no CALL was open."],
  },
  {
    title: "a chunk of another message opens it",
    rules: [chunk, onceInRun],
    events: [first, chunked("b", { role: "r" }), e("START", { id: "b" })],
    faults: ['2 opens-once /id: START opens "b" again, which had ended in this run.'],
  },
];

const patches: readonly OrderCase[] = [
  { title: "a patch of a state that nobody knows", rules: [patch], events: [replace("/x")] },
  {
    title: "patches of the state of the request",
    rules: [patch],
    request: { state: { a: 0 } },
    events: [
      e("DELTA", {
        ops: [
          { op: "add", path: "/b", value: { c: 1 } },
          { op: "remove", path: "/a" },
        ],
      }),
      e("DELTA", {
        ops: [
          { op: "test", path: "/b", value: { c: 1 } },
          { op: "replace", path: "/a", value: 1 },
        ],
      }),
      e("DELTA", { ops: "none" }),
      e("DELTA"),
      replace("/b/c"),
      e("OTHER", { ops: [{ op: "remove", path: "/zzz" }] }),
    ],
    faults: [
      '1 patch /ops/1: The patch "replace" at "/a" does not apply to the state so far (OPERATION_PATH_UNRESOLVABLE).',
    ],
  },
  {
    title: "a request without a state begins with an empty one",
    rules: [patch],
    request: { state: null },
    events: [e("DELTA", { ops: [{ op: "add", path: "/a", value: 1 }] }), replace("/a"), replace("/b")],
    faults: [
      '2 patch /ops/0: The patch "replace" at "/b" does not apply to the state so far (OPERATION_PATH_UNRESOLVABLE).',
    ],
  },
  {
    title: "a snapshot is what patches apply to",
    rules: [patch],
    request: {},
    events: [e("SNAPSHOT", { state: { a: 1 } }), replace("/a"), e("SNAPSHOT", { state: {} }), replace("/a")],
    faults: [
      '3 patch /ops/0: The patch "replace" at "/a" does not apply to the state so far (OPERATION_PATH_UNRESOLVABLE).',
    ],
  },
  {
    title: "patches that are none",
    rules: [patch],
    request: {},
    events: [
      e("DELTA", { ops: [{ op: "jump", path: "/a" }] }),
      e("DELTA", { ops: [null] }),
      e("DELTA", { ops: [{ op: "add", path: "/__proto__/x", value: 1 }] }),
    ],
    faults: [
      '0 patch /ops/0: The patch "jump" at "/a" does not apply to the state so far (OPERATION_OP_INVALID).',
      '1 patch /ops/0: The patch "undefined" at "undefined" does not apply to the state so far (OPERATION_NOT_AN_OBJECT).',
      '2 patch /ops/0: The patch "add" at "/__proto__/x" does not apply to the state so far (not a JSON patch).',
    ],
  },
  {
    title: "a request that says nothing of the state begins with an empty one",
    rules: [patch],
    request: {},
    events: [e("DELTA", { ops: [{ op: "add", path: "/a", value: 1 }] }), replace("/a")],
  },
  {
    title: "operations in a snapshot are none",
    rules: [patch],
    request: {},
    events: [e("SNAPSHOT", { state: {}, ops: [{ op: "remove", path: "/a" }] })],
  },
];

const ends: readonly OrderCase[] = [
  {
    title: "a run without an end",
    rules: [run, rule("not-empty", {}), exclusive],
    events: [e("RUN")],
    faults: ["end terminal : The stream ended with the run open: no DONE and no FAILED."],
  },
  {
    title: "an end, and another run without one",
    rules: [run, exclusive],
    events: [e("RUN"), e("DONE"), e("RUN")],
    faults: ["end terminal : The stream ended with the run open: no DONE and no FAILED."],
  },
  { title: "a run with its end", rules: [run, exclusive], events: [e("RUN"), e("FAILED"), e("RAW")] },
  {
    title: "a stream of nothing",
    rules: [run, rule("not-empty", {})],
    events: [],
    faults: ["end not-empty : The stream ended without one event."],
  },
  { title: "a stream of nothing, where that may be", rules: [run], events: [] },
  { title: "values that are no events", rules: [run, once], events: [null, 5, [], { type: 5 }, "START"] },
  { title: "a rule of an unknown kind", rules: [rule("reply", {}), rule("toString", {})], events: [start, start] },
];

export const orderStreamCases: readonly OrderCase[] = [...chunks, ...patches, ...ends];
