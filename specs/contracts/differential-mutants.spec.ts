import { expect, test } from "@playwright/test";
import { createOrderMachine, isMembers, type OrderRule, project } from "../../contracts/index.ts";
import { type Answer, askClient, askCore, askProtocol } from "../support/differential/answers.ts";
import { Bench } from "../support/differential/bench.ts";
import { corpusOf, sequences } from "../support/differential/corpus.ts";
import { clientVersions, coreVersions, documentOf, protocolVersions } from "../support/differential/documents.ts";
import { type Mutant, mutantsOf } from "../support/differential/mutants.ts";

/** Workers share the mutants of a document in so many parts. */
const parts = 6;

const corpus = { Event: corpusOf("Event"), RunAgentInput: corpusOf("RunAgentInput") };
const eventsByTag = new Map<string, number[]>();
for (const [index, event] of corpus.Event.entries()) {
  const tag = isMembers(event) ? String(event.type) : "";
  eventsByTag.set(tag, [...(eventsByTag.get(tag) ?? []), index]);
}

/** Projection of a document, or undefined where it can no longer be projected, which is seen too. */
function benchOf(document: unknown, version: string): Bench | undefined {
  try {
    return new Bench(project(document, version));
  } catch {
    return undefined;
  }
}

/** Whether a package of this version disagrees with the mutant. Only what differs from the document is judged. */
function caught(original: Bench, mutant: Bench | undefined, answer: Answer): boolean {
  if (!mutant) return true;
  if (JSON.stringify(sorted(mutant.keys())) !== JSON.stringify(sorted(answer.keys))) return true;
  const { Event: events } = answer;
  if (events) {
    const [before, now] = [original.branches("Event"), mutant.branches("Event")];
    for (const tag of new Set([...before.keys(), ...now.keys()])) {
      const [was, is] = [before.get(tag), now.get(tag)];
      if (was !== undefined && is !== undefined && original.closure(was) === mutant.closure(is)) continue;
      if ((eventsByTag.get(tag) ?? []).some((index) => mutant.accepts("Event", corpus.Event[index]) !== events[index]))
        return true;
    }
  }
  if (original.closure("RunAgentInput") === mutant.closure("RunAgentInput")) return false;
  return corpus.RunAgentInput.some(
    (value, index) => mutant.accepts("RunAgentInput", value) !== answer.RunAgentInput[index],
  );
}

const sorted = (keys: object) => Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));

function survivors(mutants: readonly Mutant[], document: unknown, answers: Readonly<Record<string, Answer>>): string[] {
  const originals = new Map<string, Bench>();
  const original = (version: string) => {
    const bench = originals.get(version) ?? new Bench(project(document, version));
    originals.set(version, bench);
    return bench;
  };
  return mutants
    .filter(({ document: changed, versions }) =>
      versions.every((version) => !caught(original(version), benchOf(changed, version), answers[version] as Answer)),
    )
    .map(({ description }) => description);
}

const part = <T>(all: readonly T[], index: number) => all.filter((_, at) => at % parts === index);

for (let index = 0; index < parts; index++) {
  test(`no annotation of ag-ui.schema.json can be moved unseen, part ${index + 1}`, async () => {
    const document = documentOf("ag-ui.schema.json");
    const mutants = mutantsOf(document, coreVersions);
    expect(mutants.length).toBeGreaterThan(200);
    expect(survivors(part(mutants, index), document, await askCore(coreVersions, corpus))).toEqual([]);
  });
}

test("no annotation of ag-ui-protocol.schema.json can be moved unseen", async () => {
  const document = documentOf("ag-ui-protocol.schema.json");
  const answers = await Promise.all(protocolVersions.map((version) => askProtocol(version, corpus.RunAgentInput)));
  const byVersion = Object.fromEntries(protocolVersions.map((version, index) => [version, answers[index] as Answer]));
  const mutants = mutantsOf(document, protocolVersions);
  expect(mutants.length).toBeGreaterThan(50);
  expect(survivors(mutants, document, byVersion)).toEqual([]);
});

test("no annotation of order.json can be moved unseen", async () => {
  const document = documentOf("order.json");
  const all = sequences();
  const answers = await askClient(
    clientVersions,
    all.map(({ events }) => events),
  );
  const agrees = (changed: unknown, version: string) => {
    const { rules } = project(changed, version) as unknown as { rules: OrderRule[] };
    const theirs = rules.filter(({ source }) => !String(source).startsWith("wirecheck"));
    const readable = new Bench(project(documentOf("ag-ui.schema.json"), version)).branches("Event");
    return all.every(({ events }, index) => {
      const answer = answers[version]?.[index];
      if (answer === null || (answer === false && !events.every(({ type }) => readable.has(String(type))))) return true;
      const machine = createOrderMachine(theirs);
      return (
        ([...events.flatMap((event, frame) => machine.accept(event, frame)), ...machine.end()].length === 0) === answer
      );
    });
  };
  const mutants = mutantsOf(document, clientVersions);
  expect(mutants.length).toBeGreaterThan(30);
  const unseen = mutants.filter(({ document: changed, versions }) =>
    versions.every((version) => agrees(changed, version)),
  );
  expect(unseen.map(({ description }) => description)).toEqual([]);
});
