import { request } from "node:http";
import { post, question } from "../support/runs.ts";
import { expect, test } from "./talk.ts";

const asked = question("What is your refund policy?");

test("equal seeds say the same bytes, another seed has other ids", async ({ start, dial }) => {
  const said = async (seed: number) => {
    const { url, urlOf } = await start(["customer-support", "video-studio"], { seed });
    const run = await post(`${url}/api/copilotkit`, asked);
    const talk = await dial(`${urlOf("video-studio")}/ws/workflow/w1`);
    talk.say({ type: "control", action: "start" });
    await talk.hear({ state: "completed" });
    return { run: run.text, socket: talk.said() };
  };
  const [first, same, other] = [await said(1), await said(1), await said(2)];
  expect(same).toEqual(first);
  expect(other.run).not.toBe(first.run);
});

test("the pace changes when frames come, and nothing else", async ({ start }) => {
  const texts = await Promise.all(
    (["none", "realtime"] as const).map(
      async (pace) => (await post(`${(await start("ag-ui", { pace })).url}`, asked)).text,
    ),
  );
  expect(texts[0]).toBe(texts[1]);
});

test("a client that goes away in the middle ends its run", async ({ start }) => {
  const mock = await start("ag-ui", { pace: "realtime" });
  await new Promise<void>((resolve, reject) => {
    const client = request(mock.url, { method: "POST", headers: { "content-type": "application/json" } }, (answer) => {
      answer.once("data", () => client.destroy());
      answer.on("error", () => resolve());
      answer.on("close", resolve);
    });
    client.on("error", reject);
    client.end(JSON.stringify(asked));
  });
  await expect.poll(() => mock.exchanges().map(({ end }) => end.how)).toEqual(["cut"]);
  const frames = mock.exchanges()[0]?.frames.length ?? 0;
  expect(frames).toBeGreaterThan(0);
  expect(frames).toBeLessThan(10);
});

test("closing ends open streams and sockets at once", async ({ start, dial }) => {
  const mock = await start(["ag-ui", "video-studio"], { fault: "accept-then-silence" });
  const run = post(mock.url, asked).then(
    () => "ended",
    () => "broken off",
  );
  const talk = await dial(`${mock.urlOf("video-studio")}/ws/coordinator`);
  await expect.poll(() => mock.exchanges().length).toBeGreaterThan(0);
  await mock.close();
  expect(await run).toBe("broken off");
  expect(await talk.leave()).toMatchObject({ end: { how: "closed", code: 1006 } });
});
