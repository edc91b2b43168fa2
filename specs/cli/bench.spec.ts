import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { events, input } from "../../bench/data/run.mjs";
import { shelfDocument } from "../../bench/data/shelf.mjs";
import { pageOf } from "../../bench/page.mjs";
import { summaryOf } from "../../bench/summary.mjs";
import { judgeExchange, loadContract, readRequest } from "../../contracts/index.ts";

const main = fileURLToPath(new URL("../../bench/main.mjs", import.meta.url));

const mistakes = [
  { args: ["speed"], says: "There is no benchmark speed; there are post," },
  { args: ["--rounds", "0"], says: "--rounds 0 is no number above 0" },
  { args: ["--rounds", "1.5"], says: "--rounds 1.5 is no number" },
  { args: ["--seconds", "long"], says: "--seconds long is no number" },
  { args: ["--round", "1"], says: "the options are --rounds N" },
];
for (const { args, says } of mistakes) {
  test(`npm run bench -- ${args.join(" ")} is one sentence and exit 2`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
}

const row = {
  id: "work",
  title: "Work",
  how: "It is done.",
  unit: "a second",
  reference: "other",
  candidates: [],
  targets: [
    { candidate: "ours", of: "ratio" as const, at: "least" as const, limit: 2 },
    { candidate: "ours", of: "value" as const, at: "most" as const, limit: 40 },
  ],
};
const samples = (...pairs: (readonly [value: number, cpu: number])[]) => pairs.map(([value, cpu]) => ({ value, cpu }));

test("ratios are paired within a round, and the lower of rate and processor time counts", () => {
  const measured = [
    { id: "ours", what: "ours", samples: samples([30, 5], [10, 5], [50, 10]) },
    { id: "other", what: "another", samples: samples([10, 10], [5, 10], [10, 10]) },
  ];
  const { lines, outcomes } = summaryOf(row, measured);
  expect(lines[0]).toMatchObject({
    value: { median: 30, low: 10, high: 50 },
    ratio: { median: 3, low: 2, high: 5 },
    cpuRatio: { median: 2, low: 1, high: 2 },
  });
  expect(outcomes.map(({ reached, met }) => ({ reached, met }))).toEqual([
    { reached: 2, met: true },
    { reached: 30, met: true },
  ]);
});

test("the page names what was missed, and what bounds it", () => {
  const measured = [
    { id: "ours", what: "ours", samples: samples([50, 10]) },
    { id: "other", what: "another", samples: samples([100, 10]) },
  ];
  const setting = { node: "20.19.0", cores: 2, packages: { ajv: "8.20.0" }, rounds: 1, seconds: 2 };
  const page = pageOf([summaryOf(row, measured)], setting, { work: "The disk bounds it." });
  expect(page).toContain("| Work: ours | ratio to other | at least 2.00 | 0.50 | missed |");
  expect(page).toContain("| Work: ours | a second | at most 40.0 | 50.0 | missed |");
  expect(page).toContain("The disk bounds it.");
});

test("what is measured keeps the contract: the input, the run of 200 events, the document of eight operations", async () => {
  const contract = await loadContract("ag-ui");
  const endpoint = contract.endpoints[0]!;
  if (endpoint.transport !== "http") throw new Error("the run is asked for over HTTP");
  const headers = { "content-type": "application/json" };
  const request = { method: "POST", url: "/", headers, body: JSON.stringify(input) };
  expect(readRequest(contract, endpoint, request, "strict").breaches).toEqual([]);
  const frames = events.map((event, at) => ({
    from: "server" as const,
    at,
    raw: `data: ${JSON.stringify(event)}\n\n`,
  }));
  const exchange = {
    endpoint: endpoint.id,
    transport: "http" as const,
    request,
    frames,
    end: { how: "complete" as const },
  };
  expect(judgeExchange(contract, exchange, { mode: "strict" })).toMatchObject({ verdict: "pass", frames: 200 });
  expect(Object.values(shelfDocument().paths).flatMap((methods) => Object.keys(methods))).toHaveLength(8);
});
