import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";

const sdl = `type Query { kept: Int  added: Int @since(version: "2.0")  gone: Int @until(version: "2.0") }
input Late @since(version: "3.0") { a: Int }`;

/** Loads a document with this `x-graphql`, at the newest of these versions. */
function graphqlOf(given: unknown, versions = ["1.0", "2.0"]) {
  const file = test.info().outputPath("openapi.json");
  const document = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    "x-source": { package: "shop", versions },
    "x-graphql": given,
    paths: { "/": { get: { responses: { 200: { description: "OK" } } } } },
  };
  writeFileSync(file, JSON.stringify(document));
  writeFileSync(test.info().outputPath("schema.graphql"), sdl);
  return loadContract(file);
}

test("a GraphQL schema is what it was at the version of the contract", async () => {
  expect((await graphqlOf({ file: "schema.graphql" })).graphql).toBe("type Query {\n  kept: Int\n  added: Int\n}\n");
  expect((await graphqlOf({ text: sdl }, ["1.0"])).graphql).toBe("type Query {\n  kept: Int\n  gone: Int\n}\n");
  expect((await graphqlOf({ text: sdl, "x-until": "2.0" })).graphql).toBeUndefined();
  expect((await graphqlOf(undefined)).graphql).toBeUndefined();
});

for (const { what, given, says } of [
  {
    what: "what is no SDL",
    given: { text: "type {" },
    says: /openapi\.json#\/x-graphql is no GraphQL schema: Syntax Error/,
  },
  { what: "a file that is not there", given: { file: "no.graphql" }, says: /no\.graphql does not exist/ },
  { what: "neither file nor text", given: {}, says: /x-graphql must name a file, or hold the text of a schema/ },
]) {
  test(`${what} is refused in one sentence`, async () => {
    await expect(graphqlOf(given)).rejects.toThrow(says);
  });
}

test("equal promises with another GraphQL schema are other promises", async () => {
  const [one, other] = [await graphqlOf({ text: sdl }), await graphqlOf({ text: "type Query { kept: Int }" })];
  expect(one.digest).not.toBe(other.digest);
});
