import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type Contract, loadContract, matchEndpoint, readRecording } from "../../contracts/index.ts";
import { asOpenApi } from "../../src/cli/export/openapi.ts";

const post = (operationId: string, when?: object) => ({
  post: {
    operationId,
    ...(when && { "x-when": when }),
    responses: { 200: { description: "", content: { "application/json": {} } } },
  },
});
const document = {
  openapi: "3.1.1",
  info: { title: "One door", version: "1" },
  paths: {
    "/": post("other"),
    "/#start": post("start", { "/method": "start" }),
    "/#stop": post("stop", { "/method": "stop", "/body/now": true }),
  },
};

async function written(value: object): Promise<Contract> {
  const file = test.info().outputPath("door.json");
  writeFileSync(file, JSON.stringify(value));
  return loadContract(file);
}

const rows: readonly (readonly [body: string | undefined, id: string])[] = [
  ['{"method":"start"}', "start"],
  ['{"method":"start","body":{"now":true}}', "start"],
  ['{"method":"stop","body":{"now":true}}', "stop"],
  ['{"method":"stop","body":{"now":"true"}}', "other"],
  ['{"method":"stop"}', "other"],
  ['{"body":{"method":"start"}}', "other"],
  ["{", "other"],
  ["", "other"],
  [undefined, "start"],
];

for (const [body, id] of rows) {
  test(`at one path, ${body === undefined ? "a body that is not known" : `the body ${body}`} means ${id}`, async () => {
    const match = matchEndpoint(await written(document), "POST", "/", "http", body);
    expect(match?.endpoint).toMatchObject({ id, path: "/" });
  });
}

test("without an operation for all others, a body that none asks for has no endpoint", async () => {
  const { "/": _, ...paths } = document.paths;
  const contract = await written({ ...document, paths });
  expect(matchEndpoint(contract, "POST", "/", "http", "{}")).toBeUndefined();
  expect(matchEndpoint(contract, "POST", "/", "http", '{"method":"start"}')?.endpoint.id).toBe("start");
});

test("what is exported is read as the same operations", async () => {
  const contract = await written(document);
  const again = await written(asOpenApi(contract) ?? {});
  const seen = ({ endpoints }: Contract) =>
    endpoints.map((one) => ({ id: one.id, path: one.path, when: one.transport === "http" ? one.when : undefined }));
  expect(seen(again)).toEqual(seen(contract));
});

test("a recording without names of endpoints is told apart by what was asked", async () => {
  for (const emptyPath of [false, true]) {
    const contract = await written({ ...document, ...(emptyPath && { "x-empty-path": true }) });
    const entry = (text: string) => ({
      request: { method: "POST", url: "http://localhost/", headers: [], postData: { text } },
      response: { status: 200, headers: [{ name: "content-type", value: "application/json" }], content: {} },
    });
    const entries = [entry('{"method":"start"}'), entry("{}")];
    const exchanges = readRecording(JSON.stringify({ log: { version: "1.2", entries } }), "a.har", contract);
    expect(exchanges.map(({ endpoint }) => endpoint)).toEqual(["start", "other"]);
  }
});
