import { createOrderMachine, type OrderRule, project } from "../../../contracts/index.ts";
import { Bench } from "./bench.ts";
import { sequences } from "./corpus.ts";
import { documentOf } from "./documents.ts";
import { exceptedBy, exceptionsOf } from "./exceptions.ts";

/** Sequences of events on which the order rules and the client are compared: those to be judged alike, and exceptions. */
export const judged = [
  ...sequences(),
  ...exceptionsOf("@ag-ui/client").map(({ description, data }) => ({
    description,
    events: data as ReturnType<typeof sequences>[number]["events"],
  })),
].map((sequence) => ({ ...sequence, text: JSON.stringify(sequence.events) }));

const readable = new Map<string, ReadonlyMap<string, string>>();

/** Event types that a version knows. That it refuses a sequence with others is a matter of shape, not of order. */
function typesOf(version: string): ReadonlyMap<string, string> {
  const types = readable.get(version) ?? new Bench(project(documentOf("ag-ui.schema.json"), version)).branches("Event");
  readable.set(version, types);
  return types;
}

/**
 * Where the order rules of a document and a version of the client say different things, exceptions aside.
 *
 * @param answers the client's verdicts on `judged`; null where it cannot read an event at all
 * @throws ProjectionError when the document has no projection to this version
 */
export function orderDifferences(document: unknown, version: string, answers: readonly (boolean | null)[]) {
  const { rules } = project(document, version) as unknown as { rules: OrderRule[] };
  const theirRules = rules.filter(({ source }) => !String(source).startsWith("wirecheck"));
  const [types, excepted] = [typesOf(version), exceptedBy("@ag-ui/client", version)];
  return judged.flatMap(({ description, events, text }, index) => {
    const theirs = answers[index] ?? null;
    if (theirs === null || (!theirs && !events.every(({ type }) => types.has(String(type))))) return [];
    const machine = createOrderMachine(theirRules);
    const breaches = [...events.flatMap((event, frame) => machine.accept(event, frame)), ...machine.end()];
    const ours = breaches.length === 0;
    const known = excepted.has(text);
    return (ours !== theirs) === known ? [] : [{ description, ours, theirs, excepted: known }];
  });
}
