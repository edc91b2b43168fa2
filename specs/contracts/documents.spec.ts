import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { foreignDocuments } from "./data/foreign-documents.ts";
import { invalidExamples, outline } from "./data/outline.ts";

const file = (name: string) => `fixtures/documents/${name}`;

for (const { title, load, expected, schemas } of foreignDocuments) {
  test.describe(title, () => {
    test("is read whole", async () => {
      const contract = await loadContract(load.map(file));
      expect(outline(contract)).toEqual(expected);
    });

    test("gives plain schemas that hold together", async () => {
      const contract = await loadContract(load.map(file));
      expect(contract.schemas.$defs).toMatchObject(schemas);
      expect(invalidExamples(contract)).toEqual([]);
    });

    test("has the same digest every time", async () => {
      const [first, second] = await Promise.all([loadContract(load.map(file)), loadContract(load.map(file))]);
      expect(first.digest).toMatch(/^[0-9a-f]{12}$/);
      expect(second.digest).toBe(first.digest);
    });
  });
}

test("a document by URL is the document of the file", async () => {
  const text = readFileSync(file("shop.openapi.json"));
  const server = createServer((_, response) => response.setHeader("content-type", "application/json").end(text));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const contract = await loadContract(`http://127.0.0.1:${port}/openapi.json`);
    expect(contract).toEqual(await loadContract(file("shop.openapi.json")));
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test("words for people are no part of the digest, and a new key is", async () => {
  const original = JSON.parse(readFileSync(file("shop.openapi.json"), "utf8"));
  const digestOf = async (name: string, change: (document: typeof original) => void) => {
    const changed = structuredClone(original);
    change(changed);
    writeFileSync(test.info().outputPath(name), JSON.stringify(changed));
    return (await loadContract(test.info().outputPath(name))).digest;
  };
  const { digest } = await loadContract(file("shop.openapi.json"));
  const words = await digestOf("words.json", (document) => {
    document.paths["/"].get.summary = "Something else";
    document.components.schemas.Page.description = "Something else";
  });
  const promise = await digestOf("promise.json", (document) => {
    document.components.schemas.Page.properties.total = { type: "integer" };
  });
  expect(words).toBe(digest);
  expect(promise).not.toBe(digest);
});
