import { readFileSync } from "node:fs";
import { type Contract, judgeExchange, loadContract, readRecording } from "../../contracts/index.ts";
import { frontends, runtimeOf, visit } from "../../fixtures/frontends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { expect, test } from "../support/client-test.ts";

const versions = frontends.find(({ name }) => name === "copilotkit")?.versions ?? [];
const refund =
  "You can return an item within 30 days of delivery. " +
  "The money goes back to your original payment method in 5 to 7 working days.";
const card = "There is the card of the Widget Pro.";

const fileOf = (version: string) => `fixtures/recordings/copilotkit/${version}.jsonl`;
const textOf = (version: string) => readFileSync(new URL(`../../${fileOf(version)}`, import.meta.url), "utf8");
const exchangesOf = (version: string, contract: Contract) => readRecording(textOf(version), fileOf(version), contract);

for (const version of versions) {
  test(`the recording of ${version} says what it is, keeps the contract and nobody's secrets`, async () => {
    const contract = await loadContract(`copilotkit@${version}`);
    const text = textOf(version);
    const { note, shortened, date } = JSON.parse(text.slice(0, text.indexOf("\n")));
    expect(note).toBe(`@copilotkit/react-core and react-ui ${version}, @copilotkit/runtime ${runtimeOf(version)}`);
    expect([shortened, new Date(date).toISOString()]).toEqual([60, date]);
    expect(text).not.toMatch(/visitor-0123|Bearer (?!REDACTED)/);
    const exchanges = exchangesOf(version, contract);
    const sent = exchanges.flatMap(({ request }) => [...(request.body ?? "").matchAll(/"content":"(.*?)(?<!\\)"/g)]);
    expect(sent.length).toBeGreaterThan(3);
    for (const [, content = ""] of sent) expect(content.length).toBeLessThan(100);
    const judged = exchanges.map((one) => judgeExchange(contract, one, { mode: "strict" }));
    const broken = judged.flatMap(({ violations }) => violations);
    expect(broken).toEqual([]);
  });

  test(`the recording of ${version} plays to the client as the runtime did`, async ({
    chrome,
    frontend,
    keep,
  }, info) => {
    const contract = await loadContract(`copilotkit@${version}`);
    const mock = await createMock({ contracts: [contract], replay: exchangesOf(version, contract), pace: "none" });
    await keep(Promise.resolve({ stop: mock.close }));
    const query = { url: mock.url, agent: "customer_support_agent" };
    const opened = await visit(chrome, await frontend(version), query);
    await keep(Promise.resolve({ stop: () => opened.close() }));
    const answer = opened.page.locator(".copilotKitAssistantMessage").last();
    await opened.ready();
    await opened.send("What is your refund policy?");
    await expect(answer).toHaveText(refund);
    await opened.send("Show me a product card for Widget Pro");
    await expect(answer).toHaveText(card);
    await expect(opened.page.getByTestId("card")).toHaveText("Widget Pro: 99.99");
    await opened.page.screenshot({ path: info.outputPath("page.png") });
    expect(await opened.seen()).toMatchObject({ banner: null, errors: [] });
  });
}
