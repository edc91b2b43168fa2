import { loadContract } from "../../contracts/index.ts";
import { visit } from "../../fixtures/frontends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { type Passed, startRecorder } from "../../src/record/index.ts";
import { expect, test } from "../support/client-test.ts";
import { ways } from "./ways.ts";

for (const { title, client, contract: reference, more: usual } of ways) {
  test(`what a page lets its agent know arrives and comes back, in a popup: ${title}`, async ({
    chrome,
    frontend,
    keep,
  }, info) => {
    const contract = await loadContract(reference);
    const mock = await createMock({ contracts: [contract] });
    await keep(Promise.resolve({ stop: mock.close }));
    const passed: Passed[] = [];
    const recorder = await startRecorder({
      contract,
      target: mock.url,
      port: 0,
      file: info.outputPath("recording.jsonl"),
      passed: (one) => passed.push(one),
    });
    await keep(Promise.resolve({ stop: recorder.close }));
    const more = {
      ...usual,
      popup: "1",
      state: '{"color":"blue"}',
      properties: '{"tenant":"acme"}',
      headers: '{"x-visitor":"John"}',
    };
    const query = { url: recorder.url, agent: "customer_support_agent", more };
    const opened = await visit(chrome, await frontend(client), query);
    await keep(Promise.resolve({ stop: () => opened.close() }));
    const { page } = opened;
    await opened.ready();
    await page.getByRole("button", { name: "Change it" }).click();
    await expect(page.getByTestId("state")).toHaveText('{"color":"blue","changed":true}');
    await opened.send("What do you know about me?");
    const answer = page.locator(
      ".copilotKitPopup .copilotKitAssistantMessage, .copilotKitWindow .copilotKitAssistantMessage",
    );
    await expect(answer.last()).toContainText(`Current user's account: {"name":"John Doe","tier":"Premium"}`);
    await expect(answer.last()).toBeVisible();
    await opened.until(() => opened.pending === 0);
    await expect(page.getByTestId("state")).toHaveText('{"color":"blue","changed":true}');
    await page.screenshot({ path: info.outputPath("popup.png") });
    await opened.close();
    await recorder.close();

    const asked = passed.flatMap(({ exchange }) =>
      exchange.request.body?.includes("What do you know") ? [exchange] : [],
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]?.request.headers["x-visitor"]).toBe("John");
    expect(asked[0]?.request.body).toMatch(/"tenant":"acme"/);
    expect(asked[0]?.frames.map(({ raw }) => raw).join("")).toMatch(
      /(STATE_SNAPSHOT|AgentStateMessageOutput)[\s\S]*changed/,
    );
    expect(passed.flatMap(({ judgement, asked }) => [...(judgement?.violations ?? []), ...asked])).toEqual([]);
  });
}
