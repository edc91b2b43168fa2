import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loadContract, verify } from "wirecheck";
import { MockContainer, type StartedMockContainer } from "wirecheck/testcontainers";
import { builtIns } from "../../contracts/index.ts";
import { node } from "./images.ts";

const shop = fileURLToPath(new URL("../../fixtures/documents/shop.openapi.json", import.meta.url));
const names = builtIns().map(({ name }) => name);

test.describe("one container with every built-in contract and a document of a user:", () => {
  test.describe.configure({ mode: "default" });
  let mock: StartedMockContainer;
  test.beforeAll(async () => {
    mock = await new MockContainer([...names, shop], { baseImage: node }).start();
  });
  test.afterAll(async () => void (await mock.stop()));

  for (const name of names) {
    test(`it keeps ${name}, every check of it`, async () => {
      const { checks, verdict } = await verify({ contract: await loadContract(name), url: mock.urlOf(name) });
      expect(checks.filter((check) => check.verdict !== "pass")).toEqual([]);
      expect(verdict).toBe("pass");
    });
  }

  test("it keeps the user's document, which the host has read", async () => {
    const contract = await loadContract(shop);
    const allow = contract.endpoints.flatMap((one) => (one.transport === "http" ? [`${one.method}:${one.path}`] : []));
    const { checks } = await verify({ contract, url: mock.urlOf(contract.name), allow });
    expect(checks.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(0);
  });

  test("two isolations play and remember apart", async () => {
    const [broken, good] = [mock.isolate("broken"), mock.isolate("good one")];
    await broken.use({ scenario: "breaks-framing-sse-crlf" });
    const contract = await loadContract("customer-support");
    const verdicts = [broken, good].map(async (one) => {
      const { checks } = await verify({ contract, url: one.urlOf("customer-support"), only: ["run"] });
      return checks.flatMap(({ violations }) => violations.map(({ rule }) => rule));
    });
    expect(await Promise.all(verdicts)).toEqual([["framing/sse-crlf"], []]);
    expect((await good.exchanges()).length).toBeGreaterThan(3);
    await good.reset();
    expect(await good.exchanges()).toEqual([]);
    expect((await broken.exchanges()).length).toBeGreaterThan(3);
  });

  test("its clock moves on demand", async () => {
    const one = mock.isolate("clock");
    const time = async () => {
      const { timestamp } = (await (await fetch(`${one.urlOf("video-studio")}/health`)).json()) as {
        timestamp: string;
      };
      return Date.parse(timestamp);
    };
    const before = await time();
    await one.advance(3_600_000);
    expect(Math.round(((await time()) - before) / 60_000)).toBe(60);
  });

  test("an unknown scenario and a contract that is not served are told", async () => {
    const refused = mock.use({ scenario: "nope" });
    await expect(refused).rejects.toMatchObject({
      id: "refused",
      message: expect.stringContaining("no scenario nope"),
    });
    expect(() => mock.urlOf("nope")).toThrow(expect.objectContaining({ id: "not-served" }));
  });
});

test("a scenario, a fault, a pace and a seed are played from the start", async () => {
  const mock = await new MockContainer(["ag-ui"], { baseImage: node })
    .withScenario("breaks-framing-sse-crlf")
    .withPace("none")
    .withSeed(7)
    .start();
  const { checks } = await verify({ contract: await loadContract("ag-ui"), url: mock.url });
  await mock.stop();
  expect(checks.flatMap(({ violations }) => violations.map(({ rule }) => rule))).toContain("framing/sse-crlf");
});
