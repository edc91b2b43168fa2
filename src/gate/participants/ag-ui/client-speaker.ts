import { readFileSync } from "node:fs";
import { type Contract, loadContract } from "../../../../contracts/index.ts";
import { createMock, type Isolation, MockError, scenarios } from "../../../../mocks/index.ts";
import type { Installed } from "../../install/index.ts";
import { askDriver, driverPath, runDriver } from "../ask-driver.ts";
import { batched } from "../batched.ts";
import { kept } from "../kept.ts";
import { type Exports, schemaSpeaker } from "../schema-speaker.ts";
import type { Asked, Asking, Speaker, Talk, Verdict } from "../types.ts";
import { contexts } from "./contexts.ts";

const driver = "ag-ui-client.mjs";

/** What the client is given to send: every member of an input that an application fills. */
const input = {
  messages: [{ id: "message", role: "user", content: "What is your refund policy?" }],
  tools: [{ name: "card", description: "Shows a card", parameters: { type: "object", properties: {} } }],
  context: [{ description: "The customer", value: "John Doe" }],
  forwardedProps: { tenant: "acme" },
};

interface Fared {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

/**
 * @ag-ui/client: its agent reads every event in a run of its own, and holds the mock's conversations.
 *
 * @param exports where its copy of @ag-ui/core has the schemas of events and inputs
 * @param contract version of ag-ui that the mock speaks to it: `ag-ui@0.0.59`
 */
export function agUiClientSpeaker(
  title: string,
  installed: Installed,
  contract: string,
  exports: Exports,
  asking: Asking,
): Speaker {
  // Its copy of @ag-ui/core says where events differ, and what an application may give it to send.
  const core = schemaSpeaker(title, installed, { driver: "zod.mjs", exports, from: "@ag-ui/client" }, asking);
  const read = batched(async (values: readonly unknown[]) => {
    const question = { ask: "verdicts", contexts, values: { Event: values } };
    const { Event } = await askDriver<{ Event: [boolean, boolean][] }>(title, installed, driver, question, asking);
    return Event.map(([accepted, sent]): Verdict => ({ accepted, sent }));
  });
  return {
    title,
    schemas: core.schemas,
    verdicts: (root, values) => (root === "Event" ? read(values) : core.verdicts(root, values)),
    async talks() {
      const spoken = await loadContract(contract);
      const depends = ["talks", installed.key, readFileSync(driverPath(driver), "utf8"), spoken.digest];
      return kept(asking, title, depends, () => talksOf(installed, spoken, asking));
    },
  };
}

/** Every conversation of the mock that is about the events of a run, one at a time. */
async function talksOf(installed: Installed, contract: Contract, asking: Asking): Promise<Talk[]> {
  const mock = await createMock({ contracts: [contract], pace: "none" });
  try {
    const stages = scenarios().flatMap((scenario) => {
      const own = scenario.edit === undefined ? scenario.contract === contract.name : isOfRun(scenario.edit.endpoint);
      const stage = own ? staged(mock.isolate(scenario.name), scenario.name) : undefined;
      return stage ? [{ scenario, stage }] : [];
    });
    const talks = stages.map(({ scenario, stage }) => ({ name: scenario.name, url: stage.url, input }));
    const fared = await runDriver<Fared[]>(installed, driver, { ask: "talks", talks }, asking);
    return stages.map(({ scenario, stage }, at): Talk => {
      const { ok = false, says = "it did not end" } = fared[at] ?? {};
      return {
        name: scenario.name,
        orderly: scenario.breaks.length === 0,
        run: { requests: askedOf(stage), outcome: { ok, says } },
      };
    });
  } finally {
    await mock.close();
  }
}

const isOfRun = (endpoint: string) => endpoint === "run";

/** @returns undefined where this version of the contract does not have what the scenario is about */
function staged(stage: Isolation, scenario: string): Isolation | undefined {
  try {
    stage.use({ scenario });
    return stage;
  } catch (error) {
    if (error instanceof MockError) return undefined;
    throw error;
  }
}

/** Headers that Node's fetch adds to every request. */
const nodes =
  /^(host|connection|user-agent|accept-language|sec-fetch-mode|accept-encoding|content-length|transfer-encoding)$/;

function askedOf(stage: Isolation): Asked[] {
  return stage.exchanges().map(({ request, response }): Asked => {
    const headers = Object.entries(request.headers).filter(([name]) => !nodes.test(name));
    const body = request.body === undefined ? null : JSON.parse(request.body);
    const common = { key: "RunAgentInput", method: request.method, path: "", headers: Object.fromEntries(headers) };
    return { ...common, body, status: response?.status ?? null, during: "run" };
  });
}
