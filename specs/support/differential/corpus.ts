import { readFileSync } from "node:fs";
import { isMembers, type Members, project, type Schemas, spoil, variants } from "../../../contracts/index.ts";
import { casesOf, documentOf } from "./documents.ts";
import { exceptionsOf } from "./exceptions.ts";

/** Versions between which everything changed at least once: their values together show every date. */
const sampled = {
  "ag-ui.schema.json": ["0.0.28", "0.0.44", "0.0.48", "0.0.54", "0.0.59", "1.0.0"],
  "ag-ui-protocol.schema.json": ["0.1.8", "0.1.14", "0.1.20", "0.1.22", "1.0.0"],
} as const;

/** Values of one root: made from the documents, valid and spoiled, and those written by hand. The same at every run. */
export function corpusOf(root: "Event" | "RunAgentInput"): unknown[] {
  const found = new Map<string, unknown>();
  const add = (value: unknown) => {
    if (value !== undefined) found.set(JSON.stringify(value), value);
  };
  for (const [file, versions] of Object.entries(sampled)) {
    if (root === "Event" && file !== "ag-ui.schema.json") continue;
    for (const version of versions) {
      const schemas = project(documentOf(file), version) as unknown as Schemas;
      for (const { data } of variants(schemas, root, { limit: 3000, depth: 6 })) {
        add(data);
        for (const spoiled of spoil(schemas, root, data)) add(spoiled.data);
        for (const nulled of withNulls(data)) add(nulled);
      }
    }
  }
  for (const { data } of casesOf(root === "Event" ? "events.cases.json" : "inputs.cases.json")) add(data);
  if (root === "RunAgentInput") for (const { data } of exceptionsOf("ag-ui-protocol")) add(data);
  return [...found.values()];
}

/** Null in place of each member, one at a time, and of each member of the first item or member that is an object. */
function withNulls(value: unknown): unknown[] {
  if (!isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const first = Array.isArray(inner) ? inner[0] : inner;
    const deeper = isMembers(first)
      ? Object.keys(first).map((key) => {
          const changed: Members = { ...first, [key]: null };
          return { ...value, [name]: Array.isArray(inner) ? [changed, ...inner.slice(1)] : changed };
        })
      : [];
    return [{ ...value, [name]: null }, ...deeper];
  });
}

/** The sequences of events that are judged by their order. */
export function sequences(): readonly { readonly description: string; readonly events: readonly Members[] }[] {
  return JSON.parse(readFileSync(new URL("../../../fixtures/cases/order.sequences.json", import.meta.url), "utf8"))
    .sequences;
}
