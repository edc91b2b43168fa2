import { loadContract } from "../../contracts/index.ts";
import { expect, test } from "../../src/playwright/index.ts";
import { verify } from "../../src/verify/index.ts";

test.use({ mockOptions: { contracts: ["video-studio", "customer-support"], seed: 7 } });

test("is a test's own: it sees its exchanges, and plays its scenario", async ({ mock, request }) => {
  await expect(await request.get(`${mock.url}/health`)).toKeep("video-studio");
  await expect(`${mock.url}/ws/coordinator`).toHandshake({ accepted: true, first: { type: "info" } });
  await expect(`${mock.url}/ws/nowhere`).toHandshake({ refused: 403 });
  expect(mock.exchanges().map(({ endpoint }) => endpoint)).toEqual(expect.arrayContaining(["health", "coordinator"]));
  mock.use({ fault: "http-500" });
  await expect(await request.get(`${mock.url}/health`)).not.toKeep("video-studio");
});

test("forgets what the test before it did", async ({ mock, request }) => {
  expect(mock.exchanges()).toEqual([]);
  await expect(await request.get(`${mock.url}/health`)).toKeep("video-studio");
});

test("keeps the contract in its isolation as well", async ({ mock }) => {
  const contract = await loadContract("customer-support");
  const { verdict } = await verify({ contract, url: mock.urlOf("customer-support") });
  expect(verdict).toBe("pass");
});
