import { expect, test } from "@playwright/test";
import { createOrderMachine, type OrderRule, project } from "../../contracts/index.ts";
import { type Answer, askClient, askCore, askProtocol } from "../support/differential/answers.ts";
import { Bench } from "../support/differential/bench.ts";
import { corpusOf, sequences } from "../support/differential/corpus.ts";
import { clientVersions, coreVersions, documentOf, protocolVersions } from "../support/differential/documents.ts";

const corpus = { Event: corpusOf("Event"), RunAgentInput: corpusOf("RunAgentInput") };

/** The values on which a projection and a package differ, the first few of them. */
function differences(bench: Bench, answer: Answer) {
  const roots = ["Event", "RunAgentInput"] as const;
  return roots
    .flatMap((root) =>
      (answer[root] ?? []).map((theirs, index) => ({
        root,
        value: corpus[root][index],
        theirs,
        ours: bench.accepts(root, corpus[root][index]),
      })),
    )
    .filter(({ theirs, ours }) => theirs !== ours)
    .slice(0, 5);
}

test("the corpus is large, and most of it is refused by somebody", () => {
  expect(corpus.Event.length).toBeGreaterThan(5000);
  expect(corpus.RunAgentInput.length).toBeGreaterThan(3000);
});

for (const version of coreVersions) {
  test(`@ag-ui/core ${version}: our verdicts and keys are its own`, async () => {
    const answer = (await askCore(coreVersions, corpus))[version] as Answer;
    const bench = new Bench(project(documentOf("ag-ui.schema.json"), version));
    expect(differences(bench, answer)).toEqual([]);
    expect(bench.keys()).toEqual(answer.keys);
  });
}

for (const version of protocolVersions) {
  test(`ag-ui-protocol ${version}: our verdicts and keys are its own`, async () => {
    const answer = await askProtocol(version, corpus.RunAgentInput);
    const bench = new Bench(project(documentOf("ag-ui-protocol.schema.json"), version));
    expect(differences(bench, answer)).toEqual([]);
    expect(bench.keys()).toEqual(answer.keys);
  });
}

for (const version of clientVersions) {
  test(`@ag-ui/client ${version}: our order of events is its own`, async () => {
    const all = sequences();
    const answers =
      (
        await askClient(
          clientVersions,
          all.map(({ events }) => events),
        )
      )[version] ?? [];
    const { rules } = project(documentOf("order.json"), version) as unknown as { rules: OrderRule[] };
    const theirs = rules.filter(({ source }) => !String(source).startsWith("wirecheck"));
    const events = new Bench(project(documentOf("ag-ui.schema.json"), version)).branches("Event");
    const differing = all.filter((sequence, index) => {
      // What a version cannot read is a matter of shape, not of order.
      const readable = sequence.events.every(({ type }) => events.has(String(type)));
      const answer = answers[index];
      if (answer === null || answer === undefined || (!readable && answer === false)) return false;
      const machine = createOrderMachine(theirs);
      const breaches = [...sequence.events.flatMap((event, frame) => machine.accept(event, frame)), ...machine.end()];
      return (breaches.length === 0) !== answer;
    });
    expect(differing.map(({ description }) => description)).toEqual([]);
  });
}
