import { expect, test } from "./talk.ts";

/** JSON that JavaScript cannot show as a text. */
const unprintable = { toString: 1 };

for (const [path, frame, complaint] of [
  ["/api/v1/ws/connect", { action: unprintable }, 'Unknown action: {"toString":1}'],
  ["/ws/workflow/w1", { type: "control", action: unprintable }, 'Unknown action: {"toString":1}'],
  ["/ws/workflow/w1", { type: "control", action: null }, "Unknown action: None"],
  ["/ws/workflow/w1", { type: "control", action: true }, "Unknown action: True"],
] as const) {
  test(`${JSON.stringify(frame)} to ${path} is complained about, and the socket stays open`, async ({
    start,
    dial,
  }) => {
    const talk = await dial((await start("video-studio")).url + path);
    talk.say(frame);
    expect(await talk.hear({ type: "error" })).toEqual({ type: "error", message: complaint });
    talk.say(path.startsWith("/ws") ? { type: "ping" } : { action: "ping" });
    expect(await talk.hear(path.startsWith("/ws") ? { type: "pong" } : { message: "pong" })).toBeDefined();
  });
}

test("a path that does not decode is a name like any other", async ({ start, dial }) => {
  const { url } = await start("video-studio");
  expect((await fetch(`${url}/ws/client/%E0%A4%A`)).status).toBe(404);
  expect(await (await dial(`${url}/ws/workflow/%E0%A4%A`)).hear({ type: "status" })).toBeDefined();
});

test("a query may have question marks", async ({ start, dial }) => {
  const talk = await dial(`${(await start("video-studio")).url}/ws/coordinator?client_id=who?me?`);
  expect(await talk.hear({ type: "info" })).toMatchObject({ client_id: "who?me?" });
});

test("a message over 1 MiB closes its socket, and no other", async ({ start, dial }) => {
  const { url } = await start("video-studio");
  const [loud, quiet] = [await dial(`${url}/ws/coordinator`), await dial(`${url}/ws/coordinator`)];
  loud.say({ type: "x".repeat(1024 * 1024) });
  await expect.poll(() => loud.end()).toMatchObject({ how: "closed", code: 1009 });
  quiet.say({ type: "ping" });
  expect(await quiet.hear({ type: "pong" })).toBeDefined();
});

test("of a talkative socket the first megabyte is remembered", async ({ start, dial }) => {
  const mock = await start("video-studio");
  const talk = await dial(`${mock.url}/ws/coordinator`);
  for (let time = 0; time < 5; time++) talk.say({ type: "x".repeat(500_000) });
  talk.say({ type: "ping" });
  expect(await talk.hear({ type: "pong" })).toBeDefined();
  await talk.leave();
  await expect.poll(() => mock.exchanges().length).toBe(1);
  expect(JSON.stringify(mock.exchanges()).length).toBeLessThan(1_100_000);
});
