import { loadContract } from "../../../contracts/index.ts";
import type { Command } from "../command.ts";
import { asAsyncApi } from "../export/asyncapi.ts";
import { asJsonSchema } from "../export/json-schema.ts";
import { asOpenApi } from "../export/openapi.ts";
import { UsageError } from "../trouble.ts";
import { choice } from "../values.ts";
import { writeJson } from "../write-json.ts";

const formats = { openapi: asOpenApi, asyncapi: asAsyncApi, jsonschema: asJsonSchema } as const;
const names = Object.keys(formats) as (keyof typeof formats)[];

export const command: Command = {
  name: "export",
  takes: "NAME[@VERSION]|FILE|URL --format openapi|asyncapi|jsonschema",
  what: "Prints a contract at one version as one plain document that any tool reads: dates resolved, references inside it.",
  options: [{ name: "format", value: names.join("|"), what: "Which standard." }],
  examples: ["wirecheck export ag-ui@0.0.42 --format jsonschema", "wirecheck export video-studio --format asyncapi"],
  async run({ words, texts }) {
    const [reference, ...more] = words;
    if (reference === undefined || more.length > 0) {
      const message =
        reference === undefined ? "export needs a contract" : `export takes one contract, and ${more[0]} is another`;
      throw new UsageError("missing-contract", message, "wirecheck export NAME[@VERSION] --format openapi.");
    }
    const format = choice("format", texts.format?.[0], names);
    if (!format) throw new UsageError("missing-format", "export needs --format", `One of ${names.join(", ")}.`);
    const contract = await loadContract(reference);
    const document = formats[format](contract);
    if (!document) {
      const what = format === "openapi" ? "HTTP operation" : "WebSocket";
      throw new UsageError(
        "nothing-to-export",
        `${reference} has no ${what}, so there is no ${format} document of it`,
        "Choose another --format.",
      );
    }
    writeJson(document);
    return 0;
  },
};
