import { post, question } from "../support/runs.ts";
import { expect, test } from "./talk.ts";

const room = "/ws/workflow/w1?client_id=me";

test("isolations do not see each other", async ({ start, dial }) => {
  const mock = await start(["video-studio", "customer-support"]);
  const [one, two] = [mock.isolate("one"), mock.isolate("two")];
  const [here, there] = await Promise.all([one, two].map(({ url }) => dial(url + room)));
  await post(`${one.urlOf("customer-support")}/api/copilotkit`, question("Hello", "t"));
  const state = await post(`${two.urlOf("customer-support")}/agents/state`, { threadId: "t" });
  expect(JSON.parse(state.text).threadExists).toBe(false);
  here?.say({ type: "control", action: "start" });
  expect(await here?.hear({ state: "completed" })).toBeDefined();
  expect(there?.said().filter(({ type }) => type === "progress")).toEqual([]);
  one.use({ fault: "http-500" });
  expect((await fetch(`${one.url}/health`)).status).toBe(500);
  expect((await fetch(`${two.url}/health`)).status).toBe(200);
  expect(one.exchanges().map(({ endpoint }) => endpoint)).toEqual(["run", "health"]);
  expect(two.exchanges().map(({ endpoint }) => endpoint)).toEqual(["agents-state", "health"]);
  expect(mock.exchanges()).toEqual([]);
  one.reset();
  expect(one.exchanges()).toEqual([]);
  expect((await fetch(`${one.url}/health`)).status).toBe(200);
});
