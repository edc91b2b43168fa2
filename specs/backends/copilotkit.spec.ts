import { expect, test } from "@playwright/test";
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from "graphql";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { verify } from "../../src/verify/index.ts";
import {
  ask,
  type Evidence,
  evidenceOf,
  generationOf,
  generations,
  writeEvidence,
} from "../support/copilotkit/evidence.ts";
import { differences } from "../support/copilotkit/keeps.ts";
import { exampleOf, questionsFor } from "../support/copilotkit/questions.ts";
import { startRecordingAgent } from "../support/copilotkit/recording-agent.ts";
import { endpoint } from "./runtime-talk.ts";

/** WIRECHECK_RECORD=1 writes what is seen to fixtures/cases/copilotkit. */
const recording = process.env.WIRECHECK_RECORD !== undefined;
const graphql = await generationOf(generations[1]);
const envelope = await generationOf(generations[3]);

for (const each of generations) {
  test(`@copilotkit/runtime ${each.runtime} keeps every promise of its generation, does what was recorded, and is told from the other protocol`, async () => {
    test.setTimeout(120_000);
    const generation = await generationOf(each);
    const agent = await startRecordingAgent();
    const runtime = await startBackend({ name: "copilotkit-runtime", stack: each.runtime, agent: agent.url });
    try {
      const asked = [];
      for (const question of questionsFor(generation, graphql.main, envelope.main))
        asked.push(await ask(runtime.url, question));
      const sdl = await introspected(`${runtime.url}${endpoint}`);
      const evidence: Evidence = {
        runtime: each.runtime,
        asked,
        forwarded: agent.heard.map(({ headers, body }) => ({ headers: ofPage(headers), body })),
        ...(sdl !== undefined && { graphql: sdl }),
      };
      if (recording) writeEvidence(evidence, String(exampleOf(graphql.main, "generate-copilot-response").query));
      expect(differences(generation, evidence)).toEqual([]);
      expect(told(evidence)).toEqual(told(evidenceOf(each.runtime)));
      const other = generation.main.graphql === undefined ? graphql : envelope;
      const { checks } = await verify({ contract: other.main, url: `${runtime.url}${endpoint}` });
      // What stands at another path is a question of its own.
      const failed = checks.filter(({ endpoint: of }) => of !== "unregistered").flatMap(({ violations }) => violations);
      expect(failed.map(({ rule }) => rule)).toEqual(["route/registered"]);
      expect(failed[0]?.message).toContain(
        `${generation.main.graphql === undefined ? "the envelope" : "the GraphQL"} of CopilotKit`,
      );
    } finally {
      await runtime.stop();
      await agent.stop();
    }
  });
}

/** Headers that a client of HTTP sends by itself say nothing. */
const ofPage = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    ["content-type", "accept", "authorization", "x-of-the-page", "of-the-page"].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]]],
    ),
  );

/** What of it does not change from run to run. */
const told = ({ asked, forwarded, graphql: sdl }: Evidence) => ({
  asked: asked.map(({ name, status, answered }) => ({ name, status, type: answered["content-type"] })),
  forwarded: forwarded.map(({ headers, body }) => ({
    headers,
    keys: Object.keys(body),
    props: body.forwardedProps,
    context: body.context,
  })),
  sdl,
});

async function introspected(url: string): Promise<string | undefined> {
  const query = getIntrospectionQuery({ descriptions: false, specifiedByUrl: true });
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data } = await answer.json();
  return data && printSchema(lexicographicSortSchema(buildClientSchema(data)));
}
