import { expect, test } from "@playwright/test";
import { loadContracts } from "../../contracts/index.ts";
import { carriers, type StageOptions } from "../../mocks/index.ts";
import { openStage } from "../../mocks/service/stage.ts";
import { inProcess } from "./in-process.ts";

const open = async (options: Partial<StageOptions> = {}) =>
  openStage(carriers.msw, { contracts: await loadContracts(["video-studio", "ag-ui"]), ...options });
const lists = "wirecheck list scenarios and wirecheck list faults name them.";

test("what is left out is as it is documented", async () => {
  const { sites } = await open();
  const site = { pace: "realtime", seed: 1, bodyLimit: 10_485_760, heartbeat: 30_000, log: undefined };
  expect(sites.map(({ contract }) => contract.name)).toEqual(["video-studio", "ag-ui"]);
  for (const one of sites) {
    expect(one).toMatchObject(site);
    expect(one.cors.allows("http://localhost:9")).toBe(true);
  }
});

test("what is asked for is every site's", async () => {
  const given = { pace: "none", seed: 7, bodyLimit: 8, heartbeat: 9, log: () => {} } as const;
  const { sites } = await open({ ...given, cors: "contract" });
  for (const one of sites) {
    expect(one).toMatchObject(given);
    expect(one.cors.allows("http://localhost:9")).toBe(false);
  }
});

/** From a scenario and a fault, what is asked for, and what is played then. */
for (const [playing, scenario, fault] of [
  [{}, "support", "reset"],
  [{ scenario: null }, undefined, "reset"],
  [{ fault: null }, "support", undefined],
  [{ scenario: "run" }, "run", "reset"],
  [{ fault: "http-500" }, "support", "http-500"],
  [{ scenario: null, fault: null }, undefined, undefined],
] as const) {
  test(`after ${JSON.stringify(playing)} ${scenario} and ${fault} are played`, async () => {
    const stage = await open({ scenario: "support", fault: "reset" });
    stage.controls("").use(playing as object);
    const world = stage.worlds.get("");
    expect([world.scenario, world.fault]).toEqual([scenario, fault]);
    // Another isolation plays what the mock was started with.
    expect(stage.worlds.get("other")).toMatchObject({ scenario: "support", fault: "reset" });
    stage.controls("").reset();
    expect(stage.worlds.get("")).toMatchObject({ scenario: "support", fault: "reset" });
  });
}

for (const [playing, id, message, next] of [
  [{ scenario: "nope" }, "unknown-scenario", "There is no scenario nope.", lists],
  [{ fault: "nope", scenario: null }, "unknown-fault", "There is no fault nope.", lists],
  [
    { fault: "handshake-hang", scenario: null },
    "carrier-cannot",
    "msw cannot play the fault handshake-hang: it answers every handshake at once.",
    "The server can: wirecheck mock --fault handshake-hang, or createMock of wirecheck/mock.",
  ],
  [
    { scenario: "breaks-handshake-subprotocol" },
    "carrier-cannot",
    "msw cannot play the scenario breaks-handshake-subprotocol: it chooses no subprotocol.",
    "The server can: wirecheck mock --scenario breaks-handshake-subprotocol, or createMock of wirecheck/mock.",
  ],
] as const) {
  test(`${JSON.stringify(playing)} is ${id}, and what is played goes on`, async () => {
    const stage = await open({ scenario: "support" });
    const refused = expect.objectContaining({ id, message, next });
    expect(() => stage.use("", playing)).toThrow(refused);
    expect(stage.worlds.get("").scenario).toBe("support");
    await expect(open(playing as Partial<StageOptions>)).rejects.toEqual(refused);
  });
}

test("without a contract there is no mock", async () => {
  const next = "Name one, or none for all.";
  await expect(open({ contracts: [] })).rejects.toMatchObject({
    id: "no-contract",
    message: "The mock was given no contract.",
    next,
  });
});

test("the clock of one isolation moves alone, and its exchanges are its own", async () => {
  const mock = await inProcess("video-studio", { seed: 3 });
  const time = async (prefix: string) => (await mock.ask("GET", `${prefix}/health`)).body.timestamp;
  mock.advance(60_000);
  expect(await time("")).toBe("2026-01-01T00:01:00.000000");
  expect(await time("/__wirecheck/s/one")).toBe("2026-01-01T00:00:00.000000");
  expect(mock.exchanges()).toHaveLength(1);
  mock.reset();
  expect(mock.exchanges()).toEqual([]);
  expect(await time("")).toBe("2026-01-01T00:00:00.000000");
});
