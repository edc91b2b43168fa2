import { judgeExchange, loadContract } from "../../contracts/index.ts";
import { post, question } from "../support/runs.ts";
import type { Talk } from "./talk.ts";
import { expect, test } from "./test.ts";

const room = "/ws/workflow/w1?client_id=me";

/** Someone else runs the workflow so many times: five frames each. */
async function runs(times: number, url: string, dial: (url: string) => Promise<Talk>) {
  const other = await dial(`${url}/ws/workflow/w1?client_id=other`);
  for (let time = 0; time < times; time++) other.say({ type: "control", action: "start" });
  await expect.poll(() => other.said().filter(({ state }) => state === "completed").length).toBe(times);
  return other;
}

test.describe("who comes back", () => {
  test("gets what was missed of the room, in order, after the welcome, once", async ({ start, dial }) => {
    const { url } = await start("video-studio");
    await (await dial(url + room)).leave();
    const other = await runs(1, url, dial);
    const missed = other.said().filter(({ type }) => type === "progress");
    const back = await dial(url + room);
    await back.hear({ type: "status" });
    expect(back.said().map(({ type }) => type)).toEqual(["info", ...missed.map(() => "progress"), "status"]);
    expect(back.said().slice(1, -1)).toEqual(missed);
    await back.leave();
    const again = await dial(url + room);
    await again.hear({ type: "status" });
    expect(again.said().map(({ type }) => type)).toEqual(["info", "status"]);
  });

  test("gets the last 50 where more were missed", async ({ start, dial }) => {
    const { url } = await start("video-studio");
    await (await dial(url + room)).leave();
    await runs(11, url, dial);
    const back = await dial(url + room);
    await back.hear({ type: "status" });
    expect(back.said().filter(({ type }) => type === "progress")).toHaveLength(50);
  });

  for (const [seconds, frames] of [
    [60, 5],
    [61, 0],
  ] as const) {
    test(`gets ${frames} frames after ${seconds} s`, async ({ start, dial }) => {
      const mock = await start("video-studio");
      await (await dial(mock.url + room)).leave();
      await runs(1, mock.url, dial);
      mock.advance(seconds * 1000);
      const back = await dial(mock.url + room);
      await back.hear({ type: "status" });
      expect(back.said().filter(({ type }) => type === "progress")).toHaveLength(frames);
    });
  }

  test("gets nothing of another room", async ({ start, dial }) => {
    const { url } = await start("video-studio");
    await (await dial(`${url}/ws/agent/writer?client_id=me`)).leave();
    await runs(1, url, dial);
    const back = await dial(url + room);
    await back.hear({ type: "status" });
    expect(back.said().map(({ type }) => type)).toEqual(["info", "status"]);
  });
});

test("a second socket of one client takes its place, and outlives it", async ({ start, dial }) => {
  const { url } = await start("video-studio");
  const first = await dial(url + room);
  const second = await dial(url + room);
  await first.leave();
  await runs(1, url, dial);
  expect(await second.hear({ type: "progress" })).toBeDefined();
});

test("the exchanges that are remembered keep the contract, and are the newest 200", { tag: "@http" }, async ({
  start,
}) => {
  const mock = await start("customer-support");
  const contract = await loadContract("customer-support");
  await post(`${mock.url}/api/copilotkit`, question("Hello"));
  const [run] = mock.exchanges();
  expect(run && judgeExchange(contract, run, { mode: "strict" }).verdict).toBe("pass");
  for (let time = 0; time < 210; time++) await fetch(`${mock.url}/health`);
  expect(mock.exchanges()).toHaveLength(200);
  expect(new Set(mock.exchanges().map(({ endpoint }) => endpoint))).toEqual(new Set(["health"]));
});
