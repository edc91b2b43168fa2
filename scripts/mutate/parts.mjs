import { readdirSync } from "node:fs";

const contracts = (/** @type {string[]} */ ...names) => names.map((name) => `specs/contracts/${name}.spec.ts`);

/** @param {string} name of a spec @param {string[]} files of the engine that are its business */
const slow = (name, ...files) => ({
  [`specs/contracts/${name}.spec.ts`]: files.map((file) => `contracts/engine/${file}.ts`),
});

/**
 * What is mutated, as a folder, and the specs that must notice. Specs that compare with packages of others or over all
 * versions are left out: they take long, and what only they notice is a hole in the part's own specs.
 *
 * `slow` names specs that take longer than the others together, and the only files whose mutants they are asked about.
 *
 * @typedef {Readonly<Record<string, readonly string[]>>} Slow
 * @type {Readonly<Record<string, {folder: string, specs: readonly string[], slow?: Slow}>>}
 */
export const parts = {
  framing: {
    folder: "contracts/framing",
    specs: contracts("framing", "properties", "recordings", "engine-judge"),
  },
  engine: {
    folder: "contracts/engine",
    specs: contracts(
      ...[
        "judge",
        "shape",
        "keywords",
        "keys",
        "messages",
        "ledger",
        "order",
        "ordered",
        "prepare",
        "replies",
        "request",
        "preview",
        "validators",
        "generated",
      ].map((name) => `engine-${name}`),
      ...["match", "match-rank", "media-type", "text-value", "recordings", "rule-pages"],
      ...["sampling", "properties", "documents", "document-errors"],
    ),
    slow: {
      ...slow("engine-generated", "ajv", "distinct", "generate", "generated", "prepare"),
      ...slow("sampling", "key-plan", "known-keys", "prepare", "tag", "union"),
      ...slow("properties", "order", "order-chunks", "order-kinds", "order-owner", "order-patch", "order-state"),
      ...slow("documents", "ajv", "compile", "validators"),
      ...slow("document-errors", "ajv", "compile", "validators"),
    },
  },
  mock: {
    folder: "mocks",
    specs: readdirSync(new URL("../../specs/mocks/", import.meta.url))
      .filter((name) => name.endsWith(".spec.ts"))
      .map((name) => `specs/mocks/${name}`),
  },
};

/** Lowest score, in percent, that a part may have. */
export const lowest = 85;
