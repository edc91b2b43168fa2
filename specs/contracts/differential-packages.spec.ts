import { expect, test } from "@playwright/test";
import { project } from "../../contracts/index.ts";
import { type Answer, askClient, askCore, askProtocol } from "../support/differential/answers.ts";
import { Bench } from "../support/differential/bench.ts";
import { corpusOf } from "../support/differential/corpus.ts";
import { clientVersions, coreVersions, documentOf, protocolVersions } from "../support/differential/documents.ts";
import { exceptedBy, exceptionsOf } from "../support/differential/exceptions.ts";
import { judged, orderDifferences } from "../support/differential/order.ts";

const corpus = { Event: corpusOf("Event"), RunAgentInput: corpusOf("RunAgentInput") };

const texts = {
  Event: corpus.Event.map((value) => JSON.stringify(value)),
  RunAgentInput: corpus.RunAgentInput.map((value) => JSON.stringify(value)),
};

/** The values on which a projection and a package differ, or agree though they are excepted; the first few of them. */
function differences(bench: Bench, answer: Answer, excepted: ReadonlySet<string>) {
  const roots = ["Event", "RunAgentInput"] as const;
  return roots
    .flatMap((root) =>
      (answer[root] ?? []).map((theirs, index) => ({
        root,
        value: corpus[root][index],
        theirs,
        ours: bench.accepts(root, corpus[root][index]),
        excepted: excepted.has(texts[root][index] ?? ""),
      })),
    )
    .filter((verdict) => (verdict.theirs !== verdict.ours) !== verdict.excepted)
    .slice(0, 5);
}

test("the corpus is large, and most of it is refused by somebody", () => {
  expect(corpus.Event.length).toBeGreaterThan(5000);
  expect(corpus.RunAgentInput.length).toBeGreaterThan(3000);
});

const asked = [
  ["@ag-ui/core", coreVersions, [...texts.Event, ...texts.RunAgentInput]],
  ["ag-ui-protocol", protocolVersions, texts.RunAgentInput],
  ["@ag-ui/client", clientVersions, judged.map(({ text }) => text)],
] as const;

for (const [where, versions, values] of asked) {
  test(`${where}: every exception is asked of some version`, () => {
    const held = new Set(versions.flatMap((version) => [...exceptedBy(where, version)]));
    const unasked = exceptionsOf(where).filter(({ data }) => {
      const text = JSON.stringify(data);
      return !held.has(text) || !values.includes(text);
    });
    expect(unasked.map(({ description }) => description)).toEqual([]);
  });
}

for (const version of coreVersions) {
  test(`@ag-ui/core ${version}: our verdicts and keys are its own`, async () => {
    const answer = (await askCore(coreVersions, corpus))[version] as Answer;
    const bench = new Bench(project(documentOf("ag-ui.schema.json"), version));
    expect(differences(bench, answer, exceptedBy("@ag-ui/core", version))).toEqual([]);
    expect(bench.keys()).toEqual(answer.keys);
  });
}

for (const version of protocolVersions) {
  test(`ag-ui-protocol ${version}: our verdicts and keys are its own`, async () => {
    const answer = await askProtocol(version, corpus.RunAgentInput);
    const bench = new Bench(project(documentOf("ag-ui-protocol.schema.json"), version));
    expect(differences(bench, answer, exceptedBy("ag-ui-protocol", version))).toEqual([]);
    expect(bench.keys()).toEqual(answer.keys);
  });
}

for (const version of clientVersions) {
  test(`@ag-ui/client ${version}: our order of events is its own`, async () => {
    const events = judged.map((sequence) => sequence.events);
    const answers = await askClient(clientVersions, events);
    expect(orderDifferences(documentOf("order.json"), version, answers[version] ?? []).slice(0, 5)).toEqual([]);
  });
}
