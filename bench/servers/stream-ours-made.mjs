import { events } from "../data/run.mjs";
import { contracts, mocks } from "./ours.mjs";

// The mock's own conversations are short, so a scenario more stands in for a long one: 200 events in place of its own.
const scenarios = /** @type {import("../../mocks/index.ts").Scenario[]} */ (mocks.scenarios());
scenarios.push({
  name: "two-hundred-events",
  title: "A run of 200 events",
  contract: "ag-ui",
  breaks: [],
  edit: { endpoint: "run", frames: () => events },
});
const contract = await contracts.loadContract("ag-ui");
const mock = await mocks.createMock({ contracts: [contract], pace: "none", scenario: "two-hundred-events" });
process.stdout.write(`${mock.url}/\n`);
