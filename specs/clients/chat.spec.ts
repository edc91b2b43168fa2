import { loadContract } from "../../contracts/index.ts";
import { visit } from "../../fixtures/frontends/index.mjs";
import { type Passed, startRecorder } from "../../src/record/index.ts";
import { expect, test } from "../support/client-test.ts";
import { backends } from "./backends.ts";
import { outside } from "./outside.ts";
import { ways } from "./ways.ts";

for (const { what, start, refund, card } of backends) {
  for (const way of ways) {
    test(`${what} and the real client ${way.title}`, async ({ chrome, frontend, agent, keep }, info) => {
      const { url: target, gate } = await start(way, await agent(), keep);
      const passed: Passed[] = [];
      const recorder = await startRecorder({
        contract: await loadContract(way.contract),
        target,
        port: 0,
        file: info.outputPath("recording.jsonl"),
        passed: (exchange) => passed.push(exchange),
      });
      await keep(Promise.resolve({ stop: recorder.close }));
      const query = { url: recorder.url, agent: "customer_support_agent", more: way.more };
      const opened = await visit(chrome, await frontend(way.client), query);
      await keep(Promise.resolve({ stop: () => opened.close() }));
      const { page } = opened;
      const answer = page.locator(".copilotKitAssistantMessage").last();

      await opened.ready();
      await opened.send("What is your refund policy?");
      // The rest is held back, and what is there is on the page.
      await expect(answer).toHaveText(/^You can/);
      await expect(answer).not.toHaveText(refund);
      await page.screenshot({ path: info.outputPath("first-words.png") });
      gate.open();
      await expect(answer).toHaveText(refund);
      await page.screenshot({ path: info.outputPath("answer.png") });

      await opened.send("Show me a product card for Widget Pro");
      await expect(answer).toHaveText(card);
      await expect(page.getByTestId("card")).toHaveAttribute("data-status", "complete");
      await page.screenshot({ path: info.outputPath("card.png") });

      const seen = await opened.seen();
      await opened.close();
      await recorder.close();
      expect(seen).toMatchObject({ banner: null, errors: [] });
      const refused = way.routes ? [expect.stringContaining(`responded with a status of ${way.routes}`)] : [];
      expect(seen.console.filter((line) => line.startsWith("error"))).toEqual(refused);
      expect(outside[way.client]).toEqual(expect.arrayContaining(opened.outside()));
      const judged = passed.filter(({ judgement }) => judgement);
      expect(judged.flatMap(({ judgement, asked }) => [...(judgement?.violations ?? []), ...asked])).toEqual([]);
      const frames = judged.flatMap(({ exchange }) => exchange.frames.map(({ raw }) => raw));
      expect(frames.join("")).toContain("search_knowledge_base");
      const asked = judged.map(({ exchange }) => exchange.request.body ?? "");
      expect(asked.filter((body) => body.includes("is on the page"))).toHaveLength(1);
    });
  }
}
