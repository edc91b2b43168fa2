import { expect, test } from "@playwright/test";
import { matrixOf, type Pinned, readCatalogue, type Subject } from "../../src/gate/index.ts";

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
