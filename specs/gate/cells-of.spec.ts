import { expect, test } from "@playwright/test";
import { gate, matrixOf, type Pinned, readCatalogue, type Subject } from "../../src/gate/index.ts";

const npm = (name: string, version: string): Pinned => ({ ecosystem: "npm", name, version });
const bumped = (...names: readonly string[]) =>
  names.map((name) => ({ ecosystem: "npm", name, from: "0.0.59", to: "1.0.0" }) as const);

/** A lockfile where these packages go from 0.0.59 to 1.0.0. */
function locked(names: readonly string[], around: readonly Pinned[] = []): Subject {
  const at = (version: string) => names.map((name) => npm(name, version));
  const head = [...at("1.0.0"), ...around];
  return { bumps: bumped(...names), locked: { base: at("0.0.59"), head }, around: head, others: [], side: undefined };
}

const cellsOf = (subject: Subject) => matrixOf({ catalogue: readCatalogue(), subject });

test("what a client brings along is heard with it, and is not missing for itself", () => {
  const cells = cellsOf(locked(["@ag-ui/client", "@ag-ui/encoder", "@ag-ui/proto"]));
  expect(cells.map(({ id }) => id)).toEqual(["ag-ui-client.consumer"]);
  expect(cells[0]?.bumps).toHaveLength(3);
});

test("what nothing that is heard brings along cannot be asked", () => {
  const cells = cellsOf(locked(["@ag-ui/client", "@ag-ui/encoder", "@ag-ui/langgraph"]));
  expect(cells.map(({ id, bumps }) => [id, bumps.map(({ name }) => name)])).toEqual([
    ["ag-ui-client.consumer", ["@ag-ui/client", "@ag-ui/encoder"]],
    ["npm-without-evidence.producer", ["@ag-ui/langgraph"]],
  ]);
  expect(cellsOf(locked(["@ag-ui/encoder"])).map(({ id }) => id)).toEqual(["npm-without-evidence.producer"]);
});

test("of the project's own packages, those that really read are the other side", () => {
  const backend: Pinned = { ecosystem: "pypi", name: "ag-ui-protocol", version: "0.1.9" };
  const other = (around: readonly Pinned[]) =>
    cellsOf(locked(["@ag-ui/client", "@ag-ui/core"], around))
      .find(({ id }) => id === "ag-ui-client.consumer")
      ?.other.map(({ name }) => name);
  expect(other([backend])).toEqual(["ag-ui-protocol"]);
  expect(other([])).toEqual(["@ag-ui/core"]);
});

test("what no cell is about is told by whichever cells are asked", async () => {
  const bump = { ecosystem: "pypi", name: "ag-ui-adk", from: "0.3.1" } as const;
  const bumps = [
    { ...bump, to: "0.6.0", place: { file: "requirements.txt", line: 1 } },
    { ...bump, to: "0.7.0", place: { file: "apps/b/requirements.txt", line: 1 } },
    { ecosystem: "npm", name: "@ag-ui/mastra", from: "0.0.1", to: "0.0.2" } as const,
  ];
  const pinned = [...bumps.map(({ ecosystem, name, from }) => ({ ecosystem, name, version: from }))];
  const locked = { base: pinned, head: pinned };
  const subject: Subject = { bumps, locked, around: [], others: [], side: undefined };
  const catalogue = readCatalogue();
  const cells = matrixOf({ catalogue, subject }).map(({ id }) => id);
  expect(cells).toEqual(["npm-without-evidence.producer", "pypi-without-evidence.producer"]);
  const cache = test.info().outputPath("cache");
  const rest = { subject, catalogue, known: [], failOn: "breaking", cache, browser: false, offline: true } as const;
  const told = async (some?: readonly string[]) =>
    (await gate({ ...rest, ...(some && { cells: some }) })).notGathered.flatMap(({ packages }) => packages);
  const [first, second] = [await told(cells.slice(0, 1)), await told(cells.slice(1))];
  expect(first).toEqual(["ag-ui-adk@0.7.0", "@ag-ui/mastra@0.0.2"]);
  expect(second).toEqual(["ag-ui-adk@0.7.0", "ag-ui-adk@0.6.0"]);
  expect(new Set(await told())).toEqual(new Set([...first, ...second]));
});
