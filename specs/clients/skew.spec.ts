import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { clients, type Place, places } from "../../scripts/skew/axes.mjs";
import { readCells } from "../../scripts/skew/kept.mjs";
import { isSame, measureAll } from "../../scripts/skew/measure.mjs";
import { pageOf } from "../../scripts/skew/page.mjs";
import { reasons } from "../../scripts/skew/reasons.mjs";
import { symptomsOf } from "../../scripts/skew/symptoms.mjs";

const cells = readCells();
const keptAt = (place: Place) => cells.find((cell) => isSame(cell, place));

test("the matrix is whole: every client with every runtime and every SDK that can be started", () => {
  expect(cells.map(({ client, runtime, mount, sdk }) => ({ client, runtime, mount, sdk }))).toEqual(places);
});

test("docs/skew.md says what was measured, and nothing else", () => {
  const page = readFileSync(new URL("../../docs/skew.md", import.meta.url), "utf8");
  expect(page).toBe(pageOf(cells));
  expect(page.split("\n").filter((line) => line.length > 100 && !line.includes("http"))).toEqual([]);
});

test("nothing is kept that is different in the next run", () => {
  const passing = /127\.0\.0\.1|localhost|[0-9a-f]{8}-[0-9a-f]{4}-|\d\d:\d\d:\d\d|node_modules|\.js:\d/;
  expect(cells.map((cell) => JSON.stringify(cell)).filter((text) => passing.test(text))).toEqual([]);
});

test("every way to break has a reason, and every reason is seen", () => {
  const symptoms = symptomsOf(cells);
  expect(symptoms.filter(({ reason }) => reason === undefined).map(({ example }) => example)).toEqual([]);
  expect(new Set(symptoms.map(({ reason }) => reason))).toEqual(new Set(reasons.map(({ because }) => because)));
});

test("who breaks silently was asked to show errors, too", () => {
  const silent = cells.filter(({ verdict }) => verdict === "breaks silently");
  expect(silent.length).toBeGreaterThan(0);
  expect(cells.filter(({ told }) => told.page.withDevConsole !== undefined)).toEqual(silent);
});

const one = "/api/copilotkit";
const rest = "/v2/copilotkit";

/** For every client a cell that works and one that breaks; together with every runtime, both mounts and every SDK. */
const again: Record<string, readonly Place[]> = {
  "runtime 1.9.3, SDK 0.1.9": [{ client: "1.9.3", runtime: "1.9.3", mount: one, sdk: "0.1.9" }],
  "runtime 1.10.6, SDK 0.1.9": ["1.9.3", "1.10.6", "1.74.0"].map((client) => ({
    client,
    runtime: "1.10.6",
    mount: one,
    sdk: "0.1.9",
  })),
  "runtime 1.50.0, SDK 0.1.9": [{ client: "1.50.0", runtime: "1.50.0", mount: one, sdk: "0.1.9" }],
  "runtime 1.75.0, SDK 0.1.18": [{ client: "1.10.6", runtime: "1.75.0", mount: rest, sdk: "0.1.18" }],
  "runtime 1.75.0, SDK 1.0.0": [
    { client: "1.50.0", runtime: "1.75.0", mount: one, sdk: "1.0.0" },
    { client: "1.74.0", runtime: "1.75.0", mount: rest, sdk: "1.0.0" },
  ],
};

test("of every client a cell that works and one that breaks is measured again", () => {
  const verdicts = (client: string) =>
    Object.values(again)
      .flat()
      .filter((place) => place.client === client)
      .map((place) => (keptAt(place)?.verdict === "works" ? "works" : "breaks"));
  expect(clients.map((client) => verdicts(client).sort())).toEqual(clients.map(() => ["breaks", "works"]));
});

for (const [title, wanted] of Object.entries(again)) {
  test(`${title}: ${wanted.map(({ client }) => `client ${client}`).join(", ")}, as in docs/skew.md`, async () => {
    test.setTimeout(150_000); // Two servers and a browser start, and every page is waited for until it is quiet.
    expect(await measureAll(wanted, { jobs: 1 })).toEqual(wanted.map(keptAt));
  });
}
