import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ensureRuntime } from "../../fixtures/backends/index.mjs";
import {
  type Answered,
  type Asked,
  askRuntime,
  drivePage,
  fixedQuestions,
  hearRuntime,
  ParticipantError,
  type Question,
  startAgent,
  startRuntime,
} from "../../src/gate/participants/copilotkit/index.ts";
import { expect, test } from "../support/client-test.ts";
import { cache, clientFolder, placesOf, startMock } from "./copilotkit-folders.ts";

const driver = fileURLToPath(new URL("../../src/gate/drivers/runtime.mjs", import.meta.url));
const hear = async (version: string, questions: readonly Question[]) =>
  hearRuntime({ folder: await ensureRuntime(version) }, questions);

/** What was answered, and told, by the name of the question. */
const byName = (answers: readonly Answered[]) =>
  Object.fromEntries(answers.map(({ question, ...answer }) => [String(question.name), answer]));

/** Where two runtimes differ, by the name of the question. */
function differences(before: readonly Answered[], after: readonly Answered[]) {
  const [a, b] = [byName(before), byName(after)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const rows = names.map((name) => [name, placesOf(a[name], b[name]).sort()] as const);
  return Object.fromEntries(rows.filter(([, places]) => places.length > 0));
}

const refused = (answers: readonly Answered[]) =>
  answers.filter((one) => one.refused).map(({ question, status }) => [question.key, status]);

test("runtime 1.10.6 tells its agent more than 1.9.3, takes context, and says no more of the agent's state", async () => {
  const questions = await fixedQuestions();
  const [before, again, after] = [
    await hear("1.9.3", questions),
    await hear("1.9.3", questions),
    await hear("1.10.6", questions),
  ];
  expect(again).toEqual(before);
  const newer = ["/body/data", "/body/errors", "/framing", "/headers/content-type", "/refused", "/status", "/told/*"];
  const told = ["/told/*/body/forwardedProps/config", "/told/*/body/forwardedProps/tenant"];
  expect(differences(before, after)).toEqual({
    "generate-copilot-response/refund of copilotkit@1.9.3": ["/body/data/generateCopilotResponse/messages/*", ...told],
    "generate-copilot-response/tool-result of copilotkit@1.9.3": [
      "/body/data/generateCopilotResponse/messages/*",
      ...told,
    ],
    "generate-copilot-response/refund of copilotkit@1.10.6": newer,
    "generate-copilot-response/tool-result of copilotkit@1.10.6": newer,
  });
  const old = byName(before)["generate-copilot-response/refund of copilotkit@1.9.3"];
  expect(JSON.stringify(old?.body)).toContain('"AgentStateMessageOutput"');
  expect(JSON.stringify(after.map(({ body }) => body))).not.toContain('"AgentStateMessageOutput"');
  const asked = "generate-copilot-response/refund of copilotkit@1.10.6";
  expect(byName(before)[asked]).toMatchObject({ status: 400, refused: true, told: [] });
  expect(JSON.stringify(byName(before)[asked]?.body)).toContain('Field \\"context\\" is not defined');
  const [heard] = byName(after)[asked]?.told ?? [];
  expect(heard?.headers).toEqual({ accept: "text/event-stream", "content-type": "application/json" });
  expect(heard?.body).toMatchObject({
    context: [{ description: "Current user's account", value: '{"name":"John Doe","tier":"Premium"}' }],
    forwardedProps: { config: {}, tenant: "acme", threadMetadata: {} },
  });
  expect(old?.told).toMatchObject([{ body: { context: [], forwardedProps: { threadMetadata: {} } } }]);
  expect(byName(before)["get of copilotkit@1.50.0"]).toMatchObject({ status: 200, refused: true });
  const envelopes = after.filter(({ question }) => /^POST (info|agent\/\w+|resource\/request)$/.test(question.key));
  expect(envelopes.map(({ status, told }) => [status, told.length])).toEqual(envelopes.map(() => [400, 0]));
  expect(envelopes).toHaveLength(6);
});

test("runtime 1.75.0 tells its agent what 1.50.0 told it, headers of the page included, and tells pages more", async () => {
  const questions = await fixedQuestions();
  const [before, after] = [await hear("1.50.0", questions), await hear("1.75.0", questions)];
  expect(after.map(({ told }) => told)).toEqual(before.map(({ told }) => told));
  const told = after.flatMap((one) => one.told);
  expect(told).toHaveLength(4);
  for (const { headers, body } of told) {
    expect(headers).toMatchObject({ authorization: "Bearer of-the-page", "x-of-the-page": "1" });
    expect(headers).not.toHaveProperty("of-the-page");
    expect(body).toMatchObject({ forwardedProps: { tenant: "acme" } });
  }
  const places = differences(before, after);
  expect(places["info/page of copilotkit@1.50.0"]).toEqual(
    [
      "a2uiEnabled",
      "mode",
      "openGenerativeUIEnabled",
      "singleRoute",
      "suggestions",
      "telemetryDisabled",
      "threadEndpoints",
    ].map((name) => `/body/${name}`),
  );
  expect(Object.keys(places).filter((name) => /agent-(run|connect|stop)/.test(name))).toEqual([]);
  const graphql = after.filter(({ question }) => /generateCopilotResponse/.test(question.key));
  expect(refused(graphql)).toEqual(graphql.map(({ question }) => [question.key, 400]));
});

test("what a page of 1.9.3 asks runtime 1.10.6 takes; what one of 1.10.6 asks, 1.9.3 and 1.75.0 refuse", async ({
  chrome,
  keep,
}) => {
  const { url } = await keep(startMock("copilotkit@1.10.6"));
  const said = async (version: string): Promise<readonly Asked[]> =>
    (await drivePage({ folder: await clientFolder(version), cache, browser: chrome, url })).requests;
  const [older, newer] = [await said("1.9.3"), await said("1.10.6")];
  expect(refused(await hear("1.10.6", older))).toEqual([]);
  expect(refused(await hear("1.10.6", newer))).toEqual([]);
  const generate = ["POST generateCopilotResponse", 400];
  expect(refused(await hear("1.9.3", newer))).toEqual([generate, generate, generate]);
  expect(refused(await hear("1.75.0", newer))).toEqual(newer.map(({ key }) => [key, 400]));
});

for (const [version, asked, framing, says] of [
  ["1.10.6", "POST generateCopilotResponse", "parts", '"FailedResponseStatus"'],
  ["1.75.0", "POST agent/run", "events", '"RUN_ERROR"'],
] as const) {
  test(`a run that fails inside of a 200 is refused by runtime ${version}`, async ({ keep }) => {
    const agent = await keep(startAgent());
    const gone = await startAgent();
    await gone.stop();
    const runtime = await keep(startRuntime({ folder: await ensureRuntime(version), agentUrl: gone.url }));
    const questions = (await fixedQuestions()).filter(({ key, atRoutes }) => key === asked && !atRoutes);
    const answers = await askRuntime({ ...runtime, agent }, questions);
    expect(answers.map(({ status, refused: no }) => [status, no])).toEqual(questions.map(() => [200, true]));
    for (const one of answers)
      expect([one.framing, JSON.stringify(one.body)]).toEqual([framing, expect.stringContaining(says)]);
  });
}

test("a runtime that cannot be started is named in one sentence", async () => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const error = await startRuntime({ folder, agentUrl: "http://127.0.0.1:1/" }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ParticipantError);
  expect(error.id).toBe("runtime-not-started");
  expect(error.message).toMatch(
    /^The runtime of gate did not begin to listen: Error: Cannot find module '@copilotkit\/runtime'\.$/,
  );
});

test("a runtime ends when it is told to, and when whoever started it is gone", async () => {
  const stop = new AbortController();
  const folder = await ensureRuntime("1.50.0");
  const { url } = await startRuntime({ folder, agentUrl: "http://127.0.0.1:1/", signal: stop.signal });
  stop.abort();
  await expect(async () => expect(fetch(url)).rejects.toThrow("fetch failed")).toPass();
  const child = spawn(process.execPath, [driver, folder], {
    env: { ...process.env, WIRECHECK_LEAVE_WITH_PARENT: "1", COPILOTKIT_TELEMETRY_DISABLED: "true" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  child.stdin.destroy();
  expect(await once(child, "close")).toEqual([0, null]);
});
