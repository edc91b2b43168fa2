import { expect, test } from "@playwright/test";
import { judgeExchange } from "../../contracts/index.ts";
import { faults, scenarios } from "../../mocks/index.ts";
import { bodyOf } from "../support/graphql.ts";
import { question } from "../support/runs.ts";
import { inProcess } from "./in-process.ts";

const run = { method: "agent/run", params: { agentId: "customer_support_agent" }, body: question("refund") };
const page = { accept: "multipart/mixed, application/json" };

/** One run with a mock that plays something: what of the contract it broke, and what was seen. */
async function played(reference: string, playing: { scenario?: string; fault?: string }) {
  const mock = await inProcess(reference, playing);
  const graphql = mock.contract.graphql !== undefined;
  const body = graphql ? bodyOf(mock.contract, "generate-copilot-response") : run;
  const said = await mock.ask("POST", "/", body, graphql ? page : {});
  const [exchange] = mock.exchanges();
  const { violations } = judgeExchange(mock.contract, exchange!, { mode: "strict" });
  return { said, exchange, rules: [...new Set(violations.map(({ rule }) => rule))], open: () => mock.world.runs.open };
}

/** The scenarios that change a run, whoever is asked for it. */
const changed = (id: string) => scenarios().filter(({ edit }) => edit?.also?.includes(id));
/** Rules that the AG-UI of this runtime, 0.0.59, has not any more or not yet. */
const otherVersions = /order-one-at-a-time|order-reasoning-(message-)?started/;
/** What does not show in one run, or is no breach; and lines of parts end in CRLF anyway. */
const elsewhere = /^handshake|^slow|missing-id|wrong-order|truncated/;

test("the scenarios of a run and of parts are known to CopilotKit", () => {
  expect(changed("agent-run").length).toBeGreaterThan(30);
  expect(changed("generate-copilot-response").length).toBeGreaterThan(5);
});

for (const { name, breaks } of changed("agent-run")) {
  if (otherVersions.test(name)) continue;
  test(`${name} breaks a run in an envelope`, async () => {
    const { rules, open } = await played("copilotkit@1.74.0", { scenario: name });
    expect(rules).toEqual(breaks);
    await expect.poll(open).toBe(0);
  });
}

for (const { name, breaks } of changed("generate-copilot-response")) {
  test(`${name} breaks an answer of GraphQL`, async () => {
    const { rules, open } = await played("copilotkit@1.10.6", { scenario: name });
    expect(rules).toEqual(breaks);
    await expect.poll(open).toBe(0);
  });
}

for (const reference of ["copilotkit@1.10.6", "copilotkit@1.74.0"]) {
  for (const { name } of faults()) {
    if (elsewhere.test(name) || (reference.endsWith("1.10.6") && name === "crlf-framing")) continue;
    test(`${name} shows in a run of ${reference}`, async () => {
      const ordinary = await played(reference, {});
      const { said, rules, open } = await played(reference, { fault: name });
      expect(ordinary.rules).toEqual([]);
      expect(said.calls).not.toEqual(ordinary.said.calls);
      expect(rules.length > 0 || said.calls.some(([what]) => what === "silence" || what === "cut")).toBe(true);
      await expect.poll(open).toBe(0);
    });
  }
}
