import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend, startZoo } from "../../fixtures/backends/index.mjs";
import { causesOf, diagnosed } from "./diagnosed.ts";

const budget = 12_000;

/** A document of the sockets of the zoo, with a token in the query and a first frame. */
const document = {
  asyncapi: "3.0.0",
  info: { title: "Zoo", version: "1.0.0" },
  channels: {
    token: {
      address: "/ws/token",
      bindings: { ws: { query: { type: "object", properties: { token: { type: "string" } }, required: ["token"] } } },
      messages: { info: { payload: { type: "object", properties: { type: { const: "info" } }, required: ["type"] } } },
      "x-handshake": { accepted: { status: 101, first: "info", within: 1000 } },
    },
    silent: {
      address: "/ws/silent",
      messages: { info: { payload: { type: "object", properties: { type: { const: "info" } }, required: ["type"] } } },
      "x-handshake": { accepted: { status: 101, first: "info", within: 1000 } },
    },
  },
  operations: {
    tell: { action: "send", channel: { $ref: "#/channels/token" } },
    hush: { action: "send", channel: { $ref: "#/channels/silent" } },
  },
};

test("a contract names what the query lacks, and the first frame that does not come", async () => {
  const file = test.info().outputPath("zoo.asyncapi.json");
  writeFileSync(file, JSON.stringify(document));
  const contract = await loadContract(file);
  const server = await startZoo("uvicorn-auto@zoo");
  const url = server.url.replace("http", "ws");
  const ask = async (path: string, more = {}) =>
    causesOf(await diagnosed({ url: url + path, contract, budget, ...more }));
  const causes = {
    without: await ask("/ws/token"),
    inUrl: await ask("/ws/token?token=one"),
    given: await ask("/ws/token", { query: { token: "one" } }),
    silent: await ask("/ws/silent"),
  };
  await server.stop();
  expect(causes).toEqual({
    without: { "query-missing": "certain" },
    inUrl: {},
    given: {},
    silent: { "accepted-then-silent": "likely" },
  });
});

test("a first frame that is another one, and an Origin that only the contract knows", async () => {
  const contract = await loadContract("video-studio");
  const found: Record<string, unknown> = {};
  for (const defect of ["first-frame-missing", "own-origin-check"]) {
    const backend = await startBackend({ name: "video-studio", defect });
    const url = `${backend.url.replace("http", "ws")}/ws/coordinator`;
    found[defect] = causesOf(await diagnosed({ url, contract, budget }));
    found[`${defect}, asked as its page`] = causesOf(
      await diagnosed({ url, budget, origin: "https://studio.example" }),
    );
    await backend.stop();
  }
  expect(found).toEqual({
    "first-frame-missing": { "first-frame-differs": "certain" },
    "first-frame-missing, asked as its page": {},
    "own-origin-check": { "refused-before-accept": "likely", "route-not-registered": "possible" },
    "own-origin-check, asked as its page": {},
  });
});

test("a parameter of the path is not taken for a server that accepts everything", async () => {
  const backend = await startBackend({ name: "video-studio" });
  const url = backend.url.replace("http", "ws");
  const found: Record<string, unknown> = {};
  for (const path of ["/ws/workflow/pending", "/ws/agent/{agent_name}", "/api/v1/chat/ws/one", "/api/v1/ws/connect"])
    found[path] = causesOf(await diagnosed({ url: url + path, budget, parameters: { agent_name: "writer" } }));
  await backend.stop();
  expect(Object.values(found)).toEqual([{}, {}, {}, {}]);
});

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
