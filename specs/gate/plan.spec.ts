import { expect, test } from "@playwright/test";
import { type Catalogue, CatalogueError, readCatalogue } from "../../src/gate/catalogue/index.ts";
import { cellsOf, type Subject } from "../../src/gate/cell/index.ts";
import { matrixOf } from "../../src/gate/index.ts";
import type { Bump, Ecosystem, Pinned } from "../../src/gate/types.ts";

const built = readCatalogue();
/** `@ag-ui/core@1`, or `pypi:pydantic@1`. */
function pin(word: string): Pinned {
  const [, prefix, name = "", version = ""] = /^(pypi:)?(.+)@(.+)$/.exec(word) ?? [];
  return { ecosystem: (prefix ? "pypi" : "npm") as Ecosystem, name, version };
}
/** `@ag-ui/core 1 2`; `-` for an end that is not there. */
function bump(words: string): Bump {
  const [word = "", from, to] = words.split(" ");
  const { ecosystem, name } = pin(`${word}@0`);
  const end = (version: string | undefined) => (version === "-" ? undefined : version);
  return { ecosystem, name, from: end(from), to: end(to) };
}

interface Told {
  readonly bumps: readonly string[];
  readonly base?: readonly string[];
  readonly head?: readonly string[];
  readonly around?: readonly string[];
  readonly others?: readonly string[];
  readonly side?: Subject["side"];
}
const subject = ({ bumps, base = [], head = [], around = [], others = [], side }: Told): Subject => ({
  bumps: bumps.map(bump),
  locked: { base: base.map(pin), head: head.map(pin) },
  around: around.map(pin),
  others: others.map(pin),
  side,
});
const cells = (told: Told, catalogue: Catalogue = built) =>
  cellsOf(catalogue, subject(told)).map(({ cell: { id, bumps, other } }) => {
    const whom = other.map(({ name, version }) => `${name}@${version}`).join(" ");
    return `${id}: ${bumps.map(({ name, to }) => `${name}@${to}`).join(" ")}${whom && ` against ${whom}`}`;
  });

const both = ["producer", "consumer"].map((side) => `ag-ui-schemas.${side}: @ag-ui/core@2`);
const cases: Readonly<Record<string, readonly [Told, readonly string[]]>> = {
  "nothing changes": [{ bumps: [] }, []],
  "a package that speaks nothing": [{ bumps: ["lodash 1 2"] }, []],
  "a package of another registry with a name that is known": [{ bumps: ["pydantic 1 2"] }, []],
  "a package that can be on either side": [{ bumps: ["@ag-ui/core 1 2"] }, both],
  "on one side": [{ bumps: ["@ag-ui/core 1 2"], side: "consumer" }, [both[1]!]],
  "on the other": [{ bumps: ["@ag-ui/core 1 2"], side: "producer" }, [both[0]!]],
  "on both": [{ bumps: ["@ag-ui/core 1 2"], side: "both" }, both],
  "a side that it is never on": [{ bumps: ["@ag-ui/client 1 2"], side: "producer" }, []],
  "a part of something that is there": [
    { bumps: ["pypi:pydantic 1 2"], base: ["pypi:ag-ui-protocol@1"], head: ["pypi:ag-ui-protocol@1"] },
    ["ag-ui-protocol.producer: pydantic@2", "asgi-stack.producer: pydantic@2"],
  ],
  "a part of something that is not there": [{ bumps: ["pypi:pydantic 1 2"] }, ["asgi-stack.producer: pydantic@2"]],
  "a part of something that was not there before": [{ bumps: ["zod 3 4"], base: [], head: ["@ag-ui/core@1"] }, []],
  "a part of something that came with it": [{ bumps: ["zod 3 4", "@ag-ui/core - 1"], head: ["@ag-ui/core@1"] }, []],
  "a part of something that went": [{ bumps: ["zod 3 4", "@ag-ui/core 1 -"], base: ["@ag-ui/core@1"] }, []],
  "a group is one before and after": [
    { bumps: ["@ag-ui/core 1 2", "zod 3 4"], side: "producer" },
    ["ag-ui-schemas.producer: @ag-ui/core@2 zod@4"],
  ],
  "two lockfiles with different upgrades: the first counts": [
    { bumps: ["@ag-ui/client 1 2", "@ag-ui/client 3 4"] },
    ["ag-ui-client.consumer: @ag-ui/client@2"],
  ],
  "what only lists the payloads yields to what reads them": [
    { bumps: ["@ag-ui/client 1 2", "@ag-ui/core 1 2"], side: "consumer" },
    ["ag-ui-client.consumer: @ag-ui/client@2 @ag-ui/core@2"],
  ],
  "and is there for what nobody else is about": [
    { bumps: ["@ag-ui/client 1 2", "@ag-ui/core 1 2", "zod 3 4"], side: "consumer" },
    ["ag-ui-schemas.consumer: zod@4", "ag-ui-client.consumer: @ag-ui/client@2 @ag-ui/core@2"],
  ],
  "the other side, as named": [
    { bumps: ["@ag-ui/client 1 2"], others: ["pypi:ag-ui-protocol@1"] },
    ["ag-ui-client.consumer: @ag-ui/client@2 against ag-ui-protocol@1"],
  ],
  "several that are named": [
    { bumps: ["@ag-ui/client 1 2"], others: ["pypi:ag-ui-protocol@1", "@ag-ui/core@3"] },
    ["ag-ui-client.consumer: @ag-ui/client@2 against ag-ui-protocol@1 @ag-ui/core@3"],
  ],
  "one package on either side, as named": [
    { bumps: ["@ag-ui/core 1 2"], others: ["@ag-ui/core@1"] },
    both.map((line) => `${line} against @ag-ui/core@1`),
  ],
  "the other side, from the lockfile": [
    { bumps: ["@ag-ui/client 1 2"], around: ["lodash@1", "pypi:ag-ui-protocol@1"] },
    ["ag-ui-client.consumer: @ag-ui/client@2 against ag-ui-protocol@1"],
  ],
  "who is named counts, and not the lockfile": [
    { bumps: ["@ag-ui/client 1 2"], around: ["pypi:ag-ui-protocol@1"], others: ["pypi:ag-ui-protocol@2"] },
    ["ag-ui-client.consumer: @ag-ui/client@2 against ag-ui-protocol@2"],
  ],
  "from the lockfile, what really reads it counts, and not what lists it": [
    { bumps: ["pypi:ag-ui-protocol 1 2"], around: ["@ag-ui/core@1", "@ag-ui/client@1"] },
    ["ag-ui-protocol.producer: ag-ui-protocol@2 against @ag-ui/client@1"],
  ],
  "from the lockfile, what lists it where there is nothing else": [
    { bumps: ["pypi:ag-ui-protocol 1 2"], around: ["@ag-ui/core@1"] },
    ["ag-ui-protocol.producer: ag-ui-protocol@2 against @ag-ui/core@1"],
  ],
  "a package is not its own other side": [{ bumps: ["@ag-ui/core 1 2"], around: ["@ag-ui/core@2"] }, both],
  "who is on the same side is on no other": [
    { bumps: ["@ag-ui/client 1 2"], around: ["@copilotkit/react-core@1"] },
    ["ag-ui-client.consumer: @ag-ui/client@2"],
  ],
  "a package that nothing can ask is a cell": [
    { bumps: ["@ag-ui/langgraph 1 2"], others: ["@ag-ui/client@1"] },
    ["npm-without-evidence.producer: @ag-ui/langgraph@2 against @ag-ui/client@1"],
  ],
  "each contract that it speaks": [
    { bumps: ["@copilotkit/runtime 1 2"], others: ["pypi:ag-ui-protocol@1", "@copilotkit/react-core@1"] },
    [
      "copilotkit-runtime.producer: @copilotkit/runtime@2 against @copilotkit/react-core@1",
      "copilotkit-runtime.consumer: @copilotkit/runtime@2 against ag-ui-protocol@1",
    ],
  ],
};

for (const [name, [told, lines]] of Object.entries(cases)) {
  test(`the cells: ${name}`, () => {
    expect(cells(told)).toEqual(lines);
    expect(matrixOf({ catalogue: built, subject: subject(told) }).map(({ id }) => id)).toEqual(
      lines.map((line) => line.split(":")[0]),
    );
  });
}

const idle: readonly (readonly [Told, message: string])[] = [
  [
    { bumps: ["@ag-ui/client 1 2"], others: ["pypi:ag-ui-protocol@1", "lodash@4"] },
    "--other lodash@4 is on no other side of what changes (ag-ui as consumer).",
  ],
  [
    { bumps: ["@ag-ui/client 1 2"], others: ["@copilotkit/react-core@1"] },
    "--other @copilotkit/react-core@1 is on no other side of what changes (ag-ui as consumer).",
  ],
  [
    { bumps: ["@ag-ui/core 1 2"], others: ["@ag-ui/langgraph@1"] },
    "--other @ag-ui/langgraph@1 is on no other side of what changes (ag-ui as producer, ag-ui as consumer).",
  ],
];

for (const [told, message] of idle) {
  test(`it is refused: ${message}`, () => {
    expect(() => cells(told)).toThrow(
      expect.objectContaining({ id: "no-other-side", message, next: expect.any(String) }),
    );
    expect(() => cells(told)).toThrow(CatalogueError);
  });
}

test("nobody is refused where nothing that changes can be asked", () => {
  expect(() => cells({ bumps: [], others: ["lodash@1"] })).not.toThrow();
  expect(() => cells({ bumps: ["@ag-ui/langgraph 1 2"], others: ["lodash@1"] })).not.toThrow();
});

test("a cell says what it is, and whether it needs a browser", () => {
  const told = { bumps: ["@copilotkit/runtime 1 2", "@copilotkit/shared 1 2"], side: "producer" } as const;
  const page = { ...told, others: ["@copilotkit/react-core@1"] };
  const [alone] = cellsOf(built, subject(told));
  const [withPage] = cellsOf(built, subject(page));
  expect(alone?.cell).toMatchObject({
    title: "@copilotkit/runtime 1 → 2, @copilotkit/shared 1 → 2 as producer of copilotkit",
    contract: "copilotkit",
    side: "producer",
    browser: false,
  });
  expect(withPage?.cell.browser).toBe(true);
  expect(cellsOf(built, subject({ bumps: ["@copilotkit/react-core 1 2"] }))[0]?.cell.browser).toBe(true);
});

test("whether the catalogue has anybody on the other side is known", () => {
  const asgi = cellsOf(built, subject({ bumps: ["pypi:uvicorn 1 2"] }));
  expect(asgi.map(({ hasOther }) => hasOther)).toEqual([false]);
  expect(cellsOf(built, subject({ bumps: ["@ag-ui/client 1 2"] })).map(({ hasOther }) => hasOther)).toEqual([true]);
});
