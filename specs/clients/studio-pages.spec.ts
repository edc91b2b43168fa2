import { runWorkflow } from "./somebody-else.ts";
import { expect, type Studio, targets, test } from "./studio.ts";

/** A page that makes a video of a text, and the workflow that the text's first line names. */
const makers = [
  {
    path: "/idea2video",
    title: "Idea to Video",
    label: "Your idea",
    text: "An otter learns to surf",
    id: "an-otter-learns-to-surf",
  },
  {
    path: "/script2video",
    title: "Script to Video",
    label: "Your script",
    text: "The last lighthouse\n\nEXT. CLIFF, DUSK\nThe lamp flickers.\nINT. TOWER, NIGHT\nSteps.",
    id: "the-last-lighthouse",
  },
] as const;

const status = ({ page }: Studio, name = "Connection") => page.getByRole("status", { name, exact: true });
const figure = ({ page }: Studio, list: string, title: string) =>
  page
    .getByLabel(list, { exact: true })
    .locator("div", { has: page.getByText(title, { exact: true }) })
    .getByRole("definition");

/** Goes to the page that opens no socket, and sees that none is left. */
async function leave(studio: Studio) {
  await studio.page.getByRole("link", { name: "Home" }).click();
  await expect(studio.page.getByRole("heading", { level: 1 })).toHaveText("What shall we make today?");
  await expect.poll(() => studio.sockets.filter((socket) => !socket.isClosed())).toEqual([]);
  await expect.poll(() => studio.connections()).toBe(0);
}

for (const [name, start] of Object.entries(targets)) {
  test.describe(`before ${name}`, () => {
    test("Home opens no socket", async ({ enter }) => {
      const studio = await enter(start);
      await studio.open("/");
      await expect(studio.page.getByRole("link", { name: "Open" })).toHaveCount(3);
      await studio.picture("home");
      expect(studio.sockets).toEqual([]);
      expect(await studio.connections()).toBe(0);
    });

    for (const { path, title, label, text, id } of makers) {
      test(`${title} shows a workflow to its end, and leaves no socket`, async ({ enter }) => {
        const studio = await enter(start);
        await studio.open(path);
        await expect(status(studio)).toHaveText("Connected");
        await expect(figure(studio, "Metrics", "State")).toHaveText("pending");
        await studio.page.getByLabel(label).fill(text);
        await studio.page.getByRole("button", { name: "Create video" }).click();
        await expect(studio.page.getByRole("progressbar", { name: "Progress" })).toHaveJSProperty("value", 1);
        await expect(studio.page.getByRole("heading", { level: 2, name: `Workflow ${id}` })).toBeVisible();
        await expect(figure(studio, "Metrics", "State")).toHaveText("completed");
        await expect(figure(studio, "Metrics", "Stage")).toHaveText("render");
        await expect(figure(studio, "Metrics", "Messages")).toHaveText("8");
        await studio.picture(path.slice(1));
        expect(await studio.waits()).toEqual([]);
        await leave(studio);
        expect(studio.sockets.map(({ url }) => new URL(url).pathname)).toEqual([
          "/ws/workflow/pending",
          `/ws/workflow/${id}`,
        ]);
      });
    }

    test("Agent Monitor counts what is done, and leaves no socket", async ({ enter }) => {
      const studio = await enter(start);
      await studio.open("/agents");
      await expect(status(studio)).toHaveText("Connected");
      for (const agent of ["writer", "artist", "editor"]) {
        await expect(status(studio, `Connection of ${agent}`)).toHaveText("Connected");
      }
      await expect(figure(studio, "Metrics", "Agents")).toHaveText("3");
      await expect(figure(studio, "Metrics", "Completed")).toHaveText("0");
      await runWorkflow(studio.url, "w1");
      await expect(figure(studio, "Metrics", "Completed")).toHaveText("1");
      await expect(studio.page.getByRole("progressbar", { name: "Workflows completed" })).toHaveJSProperty("value", 1);
      await expect(figure(studio, "Metrics of writer", "Tasks done")).toHaveText("2");
      await expect(figure(studio, "Metrics of editor", "Status")).toHaveText("idle");
      await studio.picture("agents");
      expect(studio.sockets).toHaveLength(4);
      await leave(studio);
    });
  });
}
