import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { builtIns, type Contract, type Endpoint, loadContract } from "../../contracts/index.ts";
import { runCli } from "./run-cli.ts";

const formats = { http: "openapi", socket: "asyncapi" } as const;

/** An endpoint without the names of its schemas, which a reader may choose. */
function promise(endpoint: Endpoint): unknown {
  const text = JSON.stringify(endpoint, (key, value) => (/^(schema|frame|clientFrame)$/.test(key) ? undefined : value));
  return JSON.parse(text);
}

const of = (contract: Contract, transport: Endpoint["transport"]) =>
  contract.endpoints.filter((one) => one.transport === transport);

/** The oldest and the newest version of each line, and all of one that has few. */
const chosen = (versions: readonly string[]) =>
  versions.length <= 4 ? versions : [...new Set([versions[0], versions.at(-1)])];

for (const { name, lines } of builtIns()) {
  for (const reference of lines.flatMap(({ line, versions }) =>
    chosen(versions).map((at) => `${name}/${line}@${at}`),
  )) {
    test(`${reference} exported and read again makes the same promises`, async () => {
      const contract = await loadContract(reference);
      const files: string[] = [];
      for (const transport of ["http", "socket"] as const) {
        const format = formats[transport];
        const ran = await runCli(["export", reference, "--format", format]);
        expect(ran.code).toBe(of(contract, transport).length > 0 ? 0 : 2);
        if (ran.code === 2) continue;
        files.push(test.info().outputPath(`${format}.json`));
        writeFileSync(files.at(-1) as string, ran.stdout);
      }
      const again = await loadContract(files);
      expect(again.endpoints.map(promise)).toEqual(contract.endpoints.map(promise));
      expect(again.calls?.map(promise)).toEqual(contract.calls?.map(promise));
      const { version, emptyPath, unregistered } = contract;
      expect(again).toMatchObject({ version, emptyPath, unregistered });
      for (const key of ["frontend", "graphql", "instead"] as const) expect(again[key]).toEqual(contract[key]);
    });

    test(`${reference} exported as openapi is valid by OpenAPI's own schema`, async () => {
      const { stdout, code } = await runCli(["export", reference, "--format", "openapi"]);
      if (code === 2) return;
      expect(await new Validator().validate(JSON.parse(stdout))).toMatchObject({ valid: true });
      const broken = { ...JSON.parse(stdout), paths: { "/": { get: { responses: 5 } } } };
      expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
    });

    test(`${reference} exported as jsonschema compiles, every definition of it`, async () => {
      const { stdout, code } = await runCli(["export", reference, "--format", "jsonschema"]);
      expect(code).toBe(0);
      const schema = JSON.parse(stdout);
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      ajv.addSchema(schema);
      const names = Object.keys(schema.$defs);
      expect(names.length).toBeGreaterThan(0);
      for (const one of names)
        expect(ajv.getSchema(`${schema.$id}#/$defs/${one.replaceAll(" ", "%20")}`)).toBeInstanceOf(Function);
    });
  }
}
