import { readdirSync } from "node:fs";

const contracts = (/** @type {string[]} */ ...names) => names.map((name) => `specs/contracts/${name}.spec.ts`);

/** @param {string} lane */
const specsIn = (lane) =>
  readdirSync(new URL(`../../specs/${lane}/`, import.meta.url))
    .filter((name) => name.endsWith(".spec.ts"))
    .map((name) => `specs/${lane}/${name}`);

/** The suite of every carrier; on the server first. @param {string} [project] */
const suite = (project) =>
  ["same", "faults", "conversations", "state", "validation"].map(
    (name) => `specs/carriers/${name}.spec.ts${project ? ` ${project}` : ""}`,
  );
const replays = ["replay-http", "replay-socket"].map((name) => `specs/carriers/${name}.spec.ts`);

/** @param {readonly string[]} specs @param {string[]} files @returns {Record<string, readonly string[]>} */
const about = (specs, ...files) => Object.fromEntries(specs.map((spec) => [spec, files]));
const carriers = { server: suite(), msw: suite("msw"), "mock-socket": suite("mock-socket") };

/** @param {string} name of a spec @param {string[]} files of the engine that are its business */
const slow = (name, ...files) => ({
  [`specs/contracts/${name}.spec.ts`]: files.map((file) => `contracts/engine/${file}.ts`),
});

/**
 * What is mutated, as a folder or some `files` of it, and the specs that must notice. Specs that compare with packages of others, over all
 * versions or by a whole `verify` are left out: they take long, and what only they notice is a hole in the part's own.
 *
 * `slow` names specs that take longer than the others together, and the only files and folders whose mutants they are
 * asked about. A spec may be followed by the name of one of `projects`, as Playwright has them.
 *
 * @typedef {Readonly<Record<string, readonly string[]>>} Slow
 * @typedef {Readonly<Record<string, import("./suite.mjs").Project>>} Projects
 * @type {Readonly<Record<string, {folder: string, files?: readonly string[], specs: readonly string[], slow?: Slow, projects?: Projects}>>}
 */
export const parts = {
  framing: {
    folder: "contracts/framing",
    specs: contracts("framing", "framing-multipart", "properties", "recordings", "engine-judge"),
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
        "parts",
        "pieces",
        "pointer",
        "prepare",
        "replies",
        "request",
        "preview",
        "validators",
        "generated",
      ].map((name) => `engine-${name}`),
      ...["match", "match-rank", "match-when", "media-type", "text-value", "recordings", "rule-pages"],
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
    specs: [
      ...specsIn("mocks").filter((spec) => spec !== "specs/mocks/scenarios.spec.ts"),
      ...replays,
      ...carriers.server,
      ...carriers.msw,
      ...carriers["mock-socket"],
    ],
    slow: {
      ...about(replays, "mocks/play/id-swap.ts", "mocks/play/recorded.ts", "mocks/play/replay.ts", "mocks/service/"),
      ...about(carriers.server, "mocks/server/"),
      ...about(carriers.msw, "mocks/msw/"),
      ...about(carriers["mock-socket"], "mocks/mock-socket/"),
    },
    projects: {
      msw: { use: { carrier: "msw" }, lacks: ["@handshake-status", "@handshake-hang"] },
      "mock-socket": { use: { carrier: "mock-socket" }, lacks: ["@handshake-status", "@handshake-hang", "@http"] },
    },
  },
  // What finds, judges and decides. What installs and asks packages is shown by real ones, in the specs of the whole.
  gate: {
    folder: "src/gate",
    files: [
      ...[
        "find/*",
        "judge/*",
        "corpus/*",
        "compare/answers",
        "cell/plan",
        "cell/sets",
        "answer",
        "decide",
        "merge",
      ].map((name) => `src/gate/${name}.ts`),
    ],
    specs: [
      ...["outline", "outline-differences", "place", "recorded", "verdicts"].map((name) => `find-${name}`),
      ...["answers", "payload", "requests"].map((name) => `judge-${name}`),
      ...["corpus", "decide", "merge", "plan", "sets"],
    ].map((name) => `specs/gate/${name}.spec.ts`),
  },
};

/** Lowest score, in percent, that a part may have. */
export const lowest = 85;
