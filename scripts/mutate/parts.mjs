import { readdirSync } from "node:fs";

const contracts = (/** @type {string[]} */ ...names) => names.map((name) => `specs/contracts/${name}.spec.ts`);

/**
 * What is mutated, as a folder, and the specs that must notice. Specs that compare with packages of others or over all
 * versions are left out: they take long, and what only they notice is a hole in the part's own specs.
 *
 * `slow` names specs that take more than all others together, and the only files whose mutants they are asked about.
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
        "engine-judge",
        "engine-shape",
        "engine-keywords",
        "engine-order",
        "engine-generated",
        "match",
        "properties",
        "recordings",
        "rule-pages",
      ],
      ...["sampling", "documents", "document-errors"],
    ),
    slow: {
      "specs/contracts/engine-generated.spec.ts": ["ajv", "distinct", "generate", "generated", "prepare"].map(
        (name) => `contracts/engine/${name}.ts`,
      ),
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
