import { loadContract } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { runtimeOf, visit } from "../../fixtures/frontends/index.mjs";
import { type Passed, startRecorder } from "../../src/record/index.ts";
import { expect, test } from "../support/client-test.ts";

/** Messages in all requests of a conversation of three questions, one of which has the page's own tool called. */
const cases = [
  { client: "1.9.3", fromPage: 26, toAgent: 26 },
  { client: "1.10.6", fromPage: 26, toAgent: 26 },
  { client: "1.50.0", fromPage: 22, toAgent: 22 },
  { client: "1.74.0", fromPage: 22, toAgent: 22 },
] as const;

const talk = [
  ["What is your refund policy?", /working days\.$/],
  ["Show me a product card for Widget Pro", /^There is the card of the Widget Pro\.$/],
  ["Thank you", /^I can help with refunds/],
] as const;

interface Message {
  readonly id?: unknown;
}

/** GraphQL, the envelope, AG-UI: each brings its messages in another place. */
interface Asked {
  readonly variables?: { readonly data?: { readonly messages?: readonly Message[] } };
  readonly body?: { readonly messages?: readonly Message[] };
  readonly messages?: readonly Message[];
}

const messagesOf = ({ variables, body, messages }: Asked) =>
  variables?.data?.messages ?? body?.messages ?? messages ?? [];

for (const { client, fromPage, toAgent } of cases) {
  test(`no message of client ${client} is without an id, neither its own nor as its runtime sends it on`, async ({
    chrome,
    frontend,
    agent,
    keep,
  }, info) => {
    const passed: Passed[] = [];
    const { origin, pathname } = new URL(await agent());
    const behind = await startRecorder({
      contract: await loadContract("customer-support"),
      target: origin,
      port: 0,
      file: info.outputPath("agent.jsonl"),
      passed: (one) => passed.push(one),
    });
    await keep(Promise.resolve({ stop: behind.close }));
    const runtime = { name: "copilotkit-runtime", stack: runtimeOf(client), agent: behind.url + pathname };
    const { url } = await keep(startBackend(runtime));
    const opened = await visit(chrome, await frontend(client), {
      url: `${url}/api/copilotkit`,
      agent: "customer_support_agent",
    });
    await keep(Promise.resolve({ stop: () => opened.close() }));
    await opened.ready();
    for (const [question, answer] of talk) {
      await opened.send(question);
      await expect(opened.page.locator(".copilotKitAssistantMessage").last()).toHaveText(answer);
    }
    await behind.close();
    const sent = opened.asked.flatMap(({ body }) => messagesOf(body));
    const sentOn = passed.flatMap(({ exchange }) => messagesOf(JSON.parse(exchange.request.body ?? "{}")));
    const without = (messages: readonly Message[]) => messages.filter(({ id }) => typeof id !== "string" || id === "");
    expect([...without(sent), ...without(sentOn)]).toEqual([]);
    expect({ fromPage: sent.length, toAgent: sentOn.length }).toEqual({ fromPage, toAgent });
  });
}
