import type { OrderRule } from "../../../contracts/index.ts";

export type Event = Readonly<Record<string, unknown>>;

/** A stream and the rules it is judged by; `faults` are "FRAME RULE POINTER: SENTENCE", "end" for what only the end shows. */
export interface OrderCase {
  readonly title: string;
  readonly rules: readonly OrderRule[];
  readonly events: readonly unknown[];
  readonly request?: unknown;
  readonly faults?: readonly string[];
}

export const rule = (kind: string, more: Event): OrderRule => ({ id: kind, title: "", kind, ...more }) as OrderRule;
export const e = (type: string, more: Event = {}) => ({ type, ...more });
export const message = { opens: "START", inside: ["TEXT", { name: "MORE" }], closes: ["END", "STOP"], key: ["id"] };
export const call = { opens: "CALL", inside: [], closes: "RETURN", key: ["agent", "id"] };
export const step = { opens: "STEP", inside: [], closes: ["STEPPED"], key: [] };
export const [start, text, end] = [e("START", { id: "a" }), e("TEXT", { id: "a" }), e("END", { id: "a" })];
export const run = rule("terminal", { events: ["DONE", "FAILED"] });
export const exclusive = rule("exclusive", { opens: "RUN" });
export const once = rule("opens-once", message);
export const onceInRun = rule("opens-once", { ...message, reuse: false });
export const inside = rule("inside", message);
export const alone = rule("alone", { brackets: [message, call], allow: ["RAW"] });
export const chunk = rule("chunk", { ...message, chunk: "CHUNK", needs: ["id", "role"], transparent: ["RAW"] });
export const patch = rule("patch", {
  ...{ snapshot: "SNAPSHOT", snapshotField: "state", delta: "DELTA", deltaField: "ops", requestField: "state" },
});
export const owner = rule("owner", { ...message, tag: "by" });
export const same = rule("same", { event: "DONE", as: "RUN", fields: ["run", "thread"] });
export const reference = rule("reference", {
  ...{ event: "RESULT", field: "call", known: "START" },
  also: [
    { event: "x-request", path: "/messages/*/calls/*/id" },
    { event: "SNAPSHOT", path: "/call" },
  ],
});
export const replace = (path: string) => e("DELTA", { ops: [{ op: "replace", path, value: 1 }] });
