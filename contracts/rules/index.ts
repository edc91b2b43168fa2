import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { OrderRule, Rule } from "../model/index.ts";
import { table } from "./table.ts";

let known: ReadonlyMap<string, Rule> | undefined;

/** Every rule that the package knows: the table's and the order rules of the built-in contracts, by id. */
export function rules(): readonly Rule[] {
  return [...all().values()];
}

/**
 * A rule by its id; undefined where the package does not know it.
 *
 * @param own order rules of a user's document, which come first
 */
export function ruleOf(id: string, own: readonly OrderRule[] = []): Rule | undefined {
  const mine = own.find((rule) => rule.id === id);
  return mine ? toRule(mine) : all().get(id);
}

function all(): ReadonlyMap<string, Rule> {
  if (known) return known;
  const fromOrder = builtInOrder().map(toRule);
  known = new Map(
    [...table, ...fromOrder].map((rule) => [rule.id, rule] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return known;
}

const toRule = ({ id, title, implies = [], source = "" }: OrderRule): Rule => ({ id, title, implies, source });

/** The order rules stand beside the contracts, as `contracts/NAME/order.json`: a list, or `{rules: […]}`. */
function builtInOrder(): OrderRule[] {
  const contracts = new URL("../", import.meta.url);
  return readdirSync(contracts, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => new URL(`${name}/order.json`, contracts))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const read: unknown = JSON.parse(readFileSync(file, "utf8"));
      const list = Array.isArray(read) ? read : (read as { rules?: unknown }).rules;
      return (Array.isArray(list) ? list : []) as OrderRule[];
    });
}
