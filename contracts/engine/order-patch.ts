import { createRequire } from "node:module";
import type { OrderRule } from "../model/index.ts";
import type { Members } from "../sampling/index.ts";
import type { Fault, Judge } from "./order-kinds.ts";
import type { OrderEvent, OrderState } from "./order-state.ts";

const require = createRequire(import.meta.url);
/** Loaded with the first patch: most streams have none, and every start would pay. */
const library = () => require("fast-json-patch") as typeof import("fast-json-patch");

/** Characters of state and patches that are followed; beyond, deltas are no longer tried. */
const sizeLimit = 1024 * 1024;

/** `delta` must apply to the state that `snapshot`, or the request, has told. */
export function patchJudge(rule: OrderRule): Judge {
  const patched = (state: OrderState) => state.memory(rule, () => new PatchedState(rule));
  return {
    about: [String(rule.snapshot), String(rule.delta)],
    judge: (event, state) => patched(state).accept(event),
    begin: (request, state) => patched(state).begin((request as Members)[String(rule.requestField)]),
  };
}

/**
 * Follows a state through snapshots and RFC 6902 patches, and says when a patch does not apply.
 *
 * Until a snapshot or the request tells the state, nothing is known and no patch is judged: a state may have come from a
 * run before.
 */
class PatchedState {
  readonly #rule: OrderRule;
  #state: { value: unknown } | undefined;
  #size = 0;

  constructor(rule: OrderRule) {
    this.#rule = rule;
  }

  /** The state that the client said it had. */
  begin(value: unknown): void {
    this.#keep(value === undefined || value === null ? {} : value);
  }

  accept(event: OrderEvent): Fault | undefined {
    if (event.type === this.#rule.snapshot) this.#keep(event[String(this.#rule.snapshotField)]);
    if (event.type !== this.#rule.delta || !this.#state) return undefined;
    const field = String(this.#rule.deltaField);
    const operations = event[field];
    if (!Array.isArray(operations)) return undefined;
    this.#size += JSON.stringify(operations).length;
    if (this.#size > sizeLimit) {
      this.#state = undefined;
      return undefined;
    }
    return this.#apply(operations, field);
  }

  #apply(operations: readonly unknown[], field: string): Fault | undefined {
    const jsonPatch = library();
    const state = this.#state as { value: unknown };
    for (const [index, operation] of operations.entries()) {
      try {
        // The state is ours to change; the operation, of which parts go into it, is not.
        const own = [jsonPatch.deepClone(operation)];
        state.value = jsonPatch.applyPatch(state.value, own, true, true, true).newDocument;
      } catch (error) {
        const { op, path } = (operation ?? {}) as { op?: unknown; path?: unknown };
        const reason = error instanceof jsonPatch.JsonPatchError ? error.name : "not a JSON patch";
        const message = `The patch "${String(op)}" at "${String(path)}" does not apply to the state so far (${reason}).`;
        return { path: `/${field}/${index}`, message };
      }
    }
    return undefined;
  }

  #keep(value: unknown): void {
    const text = JSON.stringify(value);
    this.#size = text?.length ?? 0;
    this.#state = this.#size > sizeLimit ? undefined : { value: text === undefined ? undefined : JSON.parse(text) };
  }
}
