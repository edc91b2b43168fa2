import { expect, test } from "@playwright/test";
import { startZoo } from "../../fixtures/backends/index.mjs";
import { diagnosed } from "./diagnosed.ts";

const budget = 12_000;

test("values of the query and passwords never stand in a diagnosis", async () => {
  const server = await startZoo("uvicorn-auto@zoo");
  const url = `${server.url.replace("http://", "ws://me:SECRET1@")}/ws/token?token=SECRET2`;
  const result = await diagnosed({
    url,
    budget,
    headers: { authorization: "Bearer SECRET3" },
    query: { key: "SECRET4" },
  });
  await server.stop();
  expect(JSON.stringify(result)).not.toContain("SECRET");
  expect(result.target).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ws\/token\?token=…&key=…$/);
});
