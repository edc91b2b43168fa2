import { expect, test } from "@playwright/test";
import { startBackend, runtimes as started } from "../../fixtures/backends/index.mjs";
import { post } from "../support/runs.ts";
import { ask } from "./runtime-talk.ts";
import { runtimes, type Seen } from "./runtimes.ts";

const name = "copilotkit-runtime";
const answer =
  "You can return an item within 30 days of delivery. " +
  "The money goes back to your original payment method in 5 to 7 working days.";
const types = { graphql: 'multipart/mixed; boundary="-"', envelope: "text/event-stream", rest: "text/event-stream" };

test("every version that can be started is expected here, and nothing else is", () => {
  expect(runtimes.map(({ version }) => version).sort()).toEqual(started.map(({ name: version }) => version).sort());
});

/** Sends what a row says and gives what came back. */
async function see(url: string, { path, body }: Seen) {
  if (body !== undefined) return post(url + path, body, { accept: "application/json" });
  const seen = await fetch(url + path);
  return { status: seen.status, headers: seen.headers, text: await seen.text() };
}

for (const { version, dialects, answers, agentLost, unknownAgent } of runtimes) {
  test.describe(`@copilotkit/runtime ${version}:`, () => {
    test.describe.configure({ mode: "default" });
    let agent: Awaited<ReturnType<typeof startBackend>>;
    let runtime: typeof agent;
    test.beforeAll(async () => {
      agent = await startBackend({ name: "customer-support" });
      runtime = await startBackend({ name, stack: version, agent: `${agent.url}/api/copilotkit` });
    });
    test.afterAll(async () => {
      await runtime.stop();
      await agent.stop();
    });

    for (const dialect of dialects) {
      test(`carries a question to the real agent and back (${dialect})`, async () => {
        const heard = await ask(runtime.url, dialect, "What is your refund policy?");
        const end = dialect === "graphql" ? { code: "Success" } : { type: "RUN_FINISHED" };
        expect(heard).toMatchObject({ status: 200, type: types[dialect], said: answer, end });
        expect(heard.version).toBe(dialect === "graphql" ? version : null);
      });
    }

    for (const seen of answers) {
      test(`${seen.what}: ${seen.status}`, async () => {
        const { status, text } = await see(runtime.url, seen);
        expect(status).toBe(seen.status);
        if (seen.says === "") expect(text).toBe("");
        else expect(text).toContain(seen.says);
      });
    }

    test("an agent that answers 404 is a 200, with or without a word of it", async () => {
      const lost = await startBackend({ name, stack: version, agent: `${agent.url}/nowhere` });
      const heard = await ask(lost.url, dialects[0] ?? "graphql", "Hello");
      await lost.stop();
      expect(heard).toMatchObject({ status: 200, said: "", end: agentLost });
    });

    test(`an unknown agent is told, and leaves ${unknownAgent.leaves} of the known`, async () => {
      const spoiled = await startBackend({ name, stack: version, agent: `${agent.url}/api/copilotkit` });
      const dialect = dialects[0] ?? "graphql";
      const { status, end } = await ask(spoiled.url, dialect, "Hello", "ghost");
      const { said } = await ask(spoiled.url, dialect, "What is your refund policy?");
      await spoiled.stop();
      expect({ status, end }).toMatchObject({ status: unknownAgent.status, end: unknownAgent.end });
      expect(said).toBe(unknownAgent.leaves === "all" ? answer : "");
    });
  });
}
