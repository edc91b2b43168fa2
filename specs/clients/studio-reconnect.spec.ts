import { runWorkflow } from "./somebody-else.ts";
import { expect, type Studio, targets, test } from "./studio.ts";

/** Chromium's own line about a connection that broke before it opened; a page cannot keep it from the console. */
const noSocket = /^WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/ws\/\S+' failed: /;
const doubling = [1000, 2000, 4000, 8000];
const stages = [
  "running: outline (0 %)",
  "running: script (25 %)",
  "running: storyboard (50 %)",
  "running: render (75 %)",
  "completed: render (100 %)",
];

const status = ({ page }: Studio, name = "Connection") => page.getByRole("status", { name, exact: true });
const progress = ({ page }: Studio) => page.getByLabel("Messages").locator("[data-type=progress] span");

/** Turns the page's clock to each attempt but the last, every one of which fails; then the way is mended for the last. */
async function comeBack(studio: Studio, connection?: string) {
  for (const [index, wait] of doubling.entries()) {
    await expect.poll(() => studio.waits(connection)).toEqual(doubling.slice(0, index + 1));
    const tried = studio.sockets.length;
    await studio.page.clock.runFor(wait - 1);
    expect(studio.sockets, "an attempt before its time").toHaveLength(tried);
    if (wait === doubling.at(-1)) studio.wire.mend();
    await studio.page.clock.runFor(1);
  }
}

for (const [name, start] of Object.entries(targets)) {
  test.describe(`before ${name}`, () => {
    test("a page that was cut off comes back, ever more patient, and shows what it missed, in order and once", async ({
      enter,
    }) => {
      const studio = await enter(start);
      studio.excuse(noSocket);
      await studio.open("/idea2video");
      await expect(status(studio)).toHaveText("Connected");
      await expect(progress(studio)).toHaveCount(0);
      studio.wire.cut();
      await expect(status(studio)).toHaveText("Disconnected");
      await expect.poll(() => studio.connections()).toBe(0);
      await runWorkflow(studio.url, "pending");
      await studio.picture("away");
      await comeBack(studio);
      await expect(status(studio)).toHaveText("Connected");
      await expect(progress(studio)).toHaveText(stages);
      await expect(studio.page.getByRole("progressbar", { name: "Progress" })).toHaveJSProperty("value", 1);
      await studio.picture("back");
    });

    test("one that was answered begins anew with the shortest wait", async ({ enter }) => {
      const studio = await enter(start);
      studio.excuse(noSocket);
      await studio.open("/script2video");
      await expect(status(studio)).toHaveText("Connected");
      studio.wire.cut();
      await comeBack(studio);
      await expect(studio.page.getByLabel("Messages").locator("[data-type=info]")).toHaveCount(2);
      studio.wire.cut();
      await expect.poll(() => studio.waits()).toEqual([...doubling, 1000]);
      studio.wire.mend();
      await studio.page.clock.runFor(1000);
      await expect(status(studio)).toHaveText("Connected");
      await expect.poll(() => studio.connections()).toBe(1);
    });

    test("a page that is left while it is cut off does not come back", async ({ enter }) => {
      const studio = await enter(start);
      studio.excuse(noSocket);
      await studio.open("/agents");
      for (const one of ["Connection", "Connection of writer", "Connection of artist", "Connection of editor"]) {
        await expect(status(studio, one)).toHaveText("Connected");
      }
      studio.wire.cut();
      await expect.poll(() => studio.waits("Connection of writer")).toEqual([1000]);
      await expect.poll(() => studio.waits()).toEqual([1000]);
      await studio.page.getByRole("link", { name: "Home" }).click();
      await expect(studio.page.getByRole("link", { name: "Open" })).toHaveCount(3);
      studio.wire.mend();
      await studio.page.clock.runFor(120_000);
      expect(studio.sockets.map((socket) => socket.isClosed())).toEqual([true, true, true, true]);
      expect(await studio.connections()).toBe(0);
    });
  });
}
