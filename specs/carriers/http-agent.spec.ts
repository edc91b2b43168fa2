import { createRequire } from "node:module";
import { join } from "node:path";
import { ensurePackages } from "../../fixtures/packages/install.mjs";
import { expect, test } from "./test.ts";

/** As much of `@ag-ui/client` as is used here; each version has types of its own. */
interface HttpAgent {
  messages: { role: string; content?: string; toolCalls?: { function: { name: string } }[] }[];
  runAgent(parameters: object, subscriber?: object): Promise<unknown>;
  abortRun(): void;
}

async function agentOf(version: string, url: string): Promise<HttpAgent> {
  const { folder } = await ensurePackages();
  const require = createRequire(join(folder, "package.json"));
  const client = require(`client-${version}`);
  const initialMessages = [{ id: "m-1", role: "user", content: "What is your refund policy?" }];
  return new client.HttpAgent({ url, threadId: "t-1", initialMessages });
}

for (const [version, contract] of [
  ["1.0.0", "ag-ui@1.0.0"],
  ["0.0.59", "ag-ui@0.0.59"],
  ["0.0.42", "ag-ui@0.0.42"],
] as const) {
  test(`HttpAgent ${version} gets the answer and the tool call`, { tag: "@http" }, async ({ start }) => {
    const mock = await start(contract);
    const agent = await agentOf(version, mock.url);
    await agent.runAgent({});
    expect(agent.messages.at(-1)).toMatchObject({ role: "assistant", content: expect.stringContaining("30 days") });
    const calls = agent.messages.flatMap(({ toolCalls = [] }) => toolCalls.map((call) => call.function.name));
    expect(calls).toEqual(["search_knowledge_base"]);
    expect(mock.exchanges().map(({ endpoint, response }) => [endpoint, response?.status])).toEqual([["run", 200]]);
  });
}

// The client prints what it throws.
const { error } = console;
test.beforeAll(() => {
  console.error = () => {};
});
test.afterAll(() => {
  console.error = error;
});

// Not under reset-mid-stream: the client leaves a second rejection of the broken body to nobody (@ag-ui/client 1.0.0).
for (const fault of ["reset", "http-500", "http-422", "wrong-order", "missing-id", "crlf-framing"]) {
  test(`HttpAgent fails under ${fault}`, { tag: "@http" }, async ({ start }) => {
    const mock = await start("ag-ui", { fault });
    const agent = await agentOf("1.0.0", mock.url);
    const failed = agent.runAgent({}, { onRunFailed: () => {} }).then(
      () => agent.messages.some(({ content = "" }) => content.includes("30 days")),
      () => false,
    );
    expect(await failed).toBe(false);
  });
}
