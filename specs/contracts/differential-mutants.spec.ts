import { expect, test } from "@playwright/test";
import { isMembers, ProjectionError, project } from "../../contracts/index.ts";
import { type Answer, askClient, askCore, askProtocol } from "../support/differential/answers.ts";
import { Bench } from "../support/differential/bench.ts";
import { corpusOf } from "../support/differential/corpus.ts";
import { clientVersions, coreVersions, documentOf, protocolVersions } from "../support/differential/documents.ts";
import { exceptedBy } from "../support/differential/exceptions.ts";
import { type Mutant, mutantsOf } from "../support/differential/mutants.ts";
import { judged, orderDifferences } from "../support/differential/order.ts";

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
  } catch (error) {
    if (error instanceof ProjectionError) return undefined;
    throw error;
  }
}

/** Whether a package of this version disagrees with the mutant. Only what differs from the document is judged. */
function caught(original: Bench, mutant: Bench | undefined, answer: Answer, excepted: ReadonlySet<string>): boolean {
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
    (value, index) =>
      mutant.accepts("RunAgentInput", value) !== answer.RunAgentInput[index] && !excepted.has(JSON.stringify(value)),
  );
}

const sorted = (keys: object) => Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));

type Line = "@ag-ui/core" | "ag-ui-protocol";
type Answers = Readonly<Record<string, Answer>>;

function survivors(mutants: readonly Mutant[], document: unknown, answers: Answers, line: Line): string[] {
  const originals = new Map<string, Bench>();
  const original = (version: string) => {
    const bench = originals.get(version) ?? new Bench(project(document, version));
    originals.set(version, bench);
    return bench;
  };
  const seen = (changed: unknown, version: string) =>
    caught(original(version), benchOf(changed, version), answers[version] as Answer, exceptedBy(line, version));
  return mutants
    .filter(({ document: changed, versions }) => !versions.some((version) => seen(changed, version)))
    .map(({ description }) => description);
}

/** The document with a date that says nothing: what it stands on was there from the first version on. */
function withIdleDate(document: Record<string, unknown>, first: string | undefined) {
  const defs = document.$defs as Record<string, object>;
  return { ...document, $defs: { ...defs, RunAgentInput: { ...defs.RunAgentInput, "x-since": first } } };
}

const part = <T>(all: readonly T[], index: number) => all.filter((_, at) => at % parts === index);

for (let index = 0; index < parts; index++) {
  test(`no annotation of ag-ui.schema.json can be moved unseen, part ${index + 1}`, async () => {
    const document = documentOf("ag-ui.schema.json");
    const mutants = mutantsOf(document, coreVersions);
    expect(mutants.length).toBeGreaterThan(200);
    const answers = await askCore(coreVersions, corpus);
    expect(survivors(part(mutants, index), document, answers, "@ag-ui/core")).toEqual([]);
  });
}

async function protocolAnswers(): Promise<Answers> {
  const asked = protocolVersions.map(
    async (version) => [version, await askProtocol(version, corpus.RunAgentInput)] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
}

for (let index = 0; index < parts; index++) {
  test(`no annotation of ag-ui-protocol.schema.json can be moved unseen, part ${index + 1}`, async () => {
    const document = documentOf("ag-ui-protocol.schema.json");
    const mutants = mutantsOf(document, protocolVersions);
    expect(mutants.length).toBeGreaterThan(100);
    expect(survivors(part(mutants, index), document, await protocolAnswers(), "ag-ui-protocol")).toEqual([]);
  });
}

test("no annotation of order.json can be moved unseen", async () => {
  const document = documentOf("order.json");
  const events = judged.map((sequence) => sequence.events);
  const answers = await askClient(clientVersions, events);
  const mutants = mutantsOf(document, clientVersions);
  expect(mutants.length).toBeGreaterThan(30);
  const seen = (changed: unknown, version: string) => {
    try {
      return orderDifferences(changed, version, answers[version] ?? []).length > 0;
    } catch (error) {
      if (error instanceof ProjectionError) return true;
      throw error;
    }
  };
  const unseen = mutants.filter(({ document: changed, versions }) => !versions.some((at) => seen(changed, at)));
  expect(unseen.map(({ description }) => description)).toEqual([]);
});

test("what changes nothing is told, and only that", async () => {
  const document = documentOf("ag-ui.schema.json");
  const answers = await askCore(coreVersions, corpus);
  const unchanged = coreVersions.map((version) => ({ description: version, document, versions: [version] }));
  expect(survivors(unchanged, document, answers, "@ag-ui/core")).toEqual(coreVersions);
  const idle = withIdleDate(document, coreVersions[0]);
  const mutants = mutantsOf(idle, coreVersions).filter(({ description }) =>
    description.startsWith("/$defs/RunAgentInput/x-since "),
  );
  expect(mutants.map(({ description }) => description)).toEqual([
    "/$defs/RunAgentInput/x-since deleted",
    "/$defs/RunAgentInput/x-since → 0.0.29",
  ]);
  expect(survivors(mutants, idle, answers, "@ag-ui/core")).toEqual(["/$defs/RunAgentInput/x-since deleted"]);
});
