import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { builtIns, compareVersions, loadContract } from "../../contracts/index.ts";
import { invalidExamples } from "./data/outline.ts";

const names = ["ag-ui", "copilotkit", "customer-support", "video-studio"];
const vocabulary = JSON.parse(readFileSync("contracts/documents/x-fields.schema.json", "utf8"));
const isKnownField = new Ajv2020({ strict: false }).compile(vocabulary);

test("the built-in contracts are known with their versions", () => {
  expect(builtIns().map(({ name }) => name)).toEqual(names);
  for (const { lines } of builtIns()) for (const { versions } of lines) expect(versions.length).toBeGreaterThan(0);
});

for (const name of names) {
  const files = readdirSync(join("contracts", name)).filter((file) => file.endsWith(".json"));

  for (const file of files) {
    test(`${name}/${file} has only x- fields of the vocabulary`, () => {
      const document: unknown = JSON.parse(readFileSync(join("contracts", name, file), "utf8"));
      expect(xFields(document, "#").filter(({ field }) => !isKnownField(field))).toEqual([]);
    });
  }

  test(`${name} holds together at every version of every line`, async () => {
    const problems: string[] = [];
    const judged = new Set<string>();
    for (const { line, versions } of builtIns().find((each) => each.name === name)?.lines ?? []) {
      for (const version of versions) {
        const contract = await loadContract(`${name}/${line}@${version}`);
        expect(contract).toMatchObject({ name, line, version, builtIn: true });
        if (judged.has(contract.digest)) continue;
        judged.add(contract.digest);
        problems.push(...invalidExamples(contract).map((problem) => `@${version} ${problem}`));
      }
    }
    expect(problems).toEqual([]);
  });

  test(`${name} says of each endpoint what a check may ask, and gives an example of each request`, async () => {
    const contract = await loadContract(name);
    const unmarked = contract.endpoints.filter(({ probe }) => probe === undefined).map(({ id }) => id);
    const bodies = contract.endpoints.flatMap((endpoint) =>
      endpoint.transport === "socket"
        ? endpoint.accepts.map((message) => ({ place: `${endpoint.id} ${message.name}`, examples: message.examples }))
        : (endpoint.request?.content ?? []).map(({ examples }) => ({ place: endpoint.id, examples })),
    );
    const ids = contract.endpoints.map(({ id }) => id);
    expect({ unmarked, repeated: ids.filter((id, index) => ids.indexOf(id) !== index) }).toEqual({
      unmarked: [],
      repeated: [],
    });
    expect(bodies.filter(({ examples }) => examples.length === 0).map(({ place }) => place)).toEqual([]);
  });
}

/** Where the support agent's contract changed, each as the version before and the version of the change. */
const changes = [
  { before: "0.3.6", after: "0.4.0", what: "POST /agents/state", seen: async (at: string) => has(at, "agents-state") },
  { before: "0.6.0", after: "0.6.1", what: "GET capabilities", seen: async (at: string) => has(at, "capabilities") },
  {
    before: "0.5.1",
    after: "0.5.2",
    what: "state that is no text",
    seen: async (at: string) => typeOf(at, "ThreadState", "state", "object"),
  },
  { before: "0.3.2", after: "0.3.3", what: "open input", seen: async (at: string) => !(await closedInput(at)) },
];

for (const { before, after, what, seen } of changes) {
  test(`customer-support has ${what} from ${after}`, async () => {
    expect([await seen(before), await seen(after)]).toEqual([false, true]);
  });
}

test("the support agent's contract changes at these versions and no other", async () => {
  const versions = builtIns().find(({ name }) => name === "customer-support")!.versions;
  const digests = await Promise.all(versions.map(async (version) => (await support(version)).digest));
  const changed = versions.filter((_, index) => digests[index] !== digests[index - 1]);
  expect(changed).toEqual(["0.3.1", "0.3.3", "0.4.0", "0.4.1", "0.5.0", "0.5.2", "0.6.0", "0.6.1", "0.8.0"]);
});

test("the support agent's events are those of its protocol package", () => {
  const usesOf = (file: string): Uses => JSON.parse(readFileSync(file, "utf8"))["x-uses"];
  const support = usesOf("contracts/customer-support/openapi.json");
  const protocol = usesOf("contracts/ag-ui/ag-ui-protocol.openapi.json")["@ag-ui/core"]!;
  const newestUpTo = (version: string) => protocol.filter(({ since }) => compareVersions(since, version) <= 0).at(-1);
  const bound = support["@ag-ui/core"]!.map(({ since, version }) => ({ since, version }));
  const expected = support["ag-ui-protocol"]!.map(({ since, version }) => ({
    since,
    version: newestUpTo(version)?.version,
  }));
  expect(bound).toEqual(expected);
});

type Uses = Record<string, { since: string; version: string }[]>;

const support = (version: string) => loadContract(`customer-support@${version}`);

async function has(version: string, id: string): Promise<boolean> {
  return (await support(version)).endpoints.some((endpoint) => endpoint.id === id);
}

/** Whether a schema has the property, and of that type where one is named. */
async function typeOf(version: string, schema: string, property: string, type?: string): Promise<boolean> {
  const { properties } = (await support(version)).schemas.$defs[schema] as {
    properties: Record<string, { type: unknown }>;
  };
  return property in properties && (type === undefined || properties[property]?.type === type);
}

async function closedInput(version: string): Promise<boolean> {
  const contract = await support(version);
  const run = contract.endpoints.find(({ id }) => id === "run");
  const schema = run?.transport === "http" ? run.request?.content[0]?.schema : undefined;
  return contract.schemas.$defs[schema ?? ""]?.additionalProperties === false;
}

/** Every x- field of a document, each as an object with that one member. Examples are data. */
function xFields(node: unknown, at: string): { at: string; field: Record<string, unknown> }[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "example" || key === "examples") return [];
    if (key.startsWith("x-"))
      return [{ at: `${at}/${key}`, field: { [key]: value } }, ...xFields(value, `${at}/${key}`)];
    return xFields(value, `${at}/${key}`);
  });
}
