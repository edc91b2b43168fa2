import { expect, test } from "@playwright/test";
import { startZoo } from "../../fixtures/backends/index.mjs";
import type { Diagnosis } from "../../src/diagnose/index.ts";
import { tcp } from "../verify/raw-server.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";
import { grouped } from "./grouped.ts";
import { signatureOf } from "./signature.ts";
import { type ZooCase, zoo } from "./zoo.ts";

// One after another in one worker: the last test reads what all the others saw.
test.describe.configure({ mode: "default" });

test.setTimeout(180_000);

const results: { readonly one: ZooCase; readonly result: Diagnosis }[] = [];
const byServer = grouped(zoo, ({ server, behind }) => `${server}${behind ? ` before ${behind}` : ""}`);

for (const [name, cases] of byServer) {
  test(`${name}: ${cases.length} cases`, async () => {
    const [{ server, behind }] = cases as [ZooCase];
    const nobody = await tcp(() => undefined);
    await nobody.close();
    const back = behind ? await startZoo(behind) : undefined;
    const front = await startZoo(server, { env: { ZOO_BEHIND: back?.url ?? nobody.url } });
    const wrong: unknown[] = [];
    const ask = async (one: ZooCase) => {
      const url = `${front.url.replace("http", "ws")}${one.path}`;
      const result = await diagnosed({ url, budget: 12_000, ...(one.origin !== undefined && { origin: one.origin }) });
      results.push({ one, result });
      const found = causesOf(result);
      const told = result.evidence.map(({ id, says }) => `${id}: ${says}`);
      const verdict = Object.keys(one.found).length > 0 ? "fail" : "pass";
      if (!same(found, one.found) || result.verdict !== verdict)
        wrong.push({ path: one.path, found, wanted: one.found, told });
    };
    // A few at a time, for most of a diagnosis is waiting.
    for (let at = 0; at < cases.length; at += 3) await Promise.all(cases.slice(at, at + 3).map(ask));
    await front.stop();
    await back?.stop();
    expect(wrong).toEqual([]);
  });
}

const same = (a: object, b: object) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

test("every case is right or inside its group, and no certainty stands where others look the same", async () => {
  expect(results).toHaveLength(zoo.length);
  const rows = results.map(({ one, result }) => {
    const found = Object.keys(causesOf(result));
    const outcome =
      one.truth === undefined
        ? found.length === 0
          ? "right"
          : "wrong"
        : found.length === 0
          ? "unseen"
          : !found.includes(one.truth)
            ? "wrong"
            : found.length === 1
              ? "right"
              : "in group";
    return { ...one, outcome, found, certain: result.causes.some(({ certainty }) => certainty === "certain") };
  });
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const confusion = grouped(rows, ({ truth }) => truth ?? "healthy");
  const lines = [...confusion].map(([truth, all]) => {
    const told = grouped(all, ({ found }) => found.join(" | ") || "nothing");
    return `  ${truth.padEnd(34)}${[...told].map(([what, some]) => `${what} ×${some.length}`).join("; ")}`;
  });
  console.log(
    `zoo: ${rows.length} cases, ${count("right")} right, ${count("in group")} in their group, ${count("unseen")} that cannot be seen, ${count("wrong")} wrong\n${lines.sort().join("\n")}`,
  );
  expect(rows.filter(({ outcome }) => outcome === "wrong")).toEqual([]);
  expect(rows.filter(({ certain, truth, found }) => certain && !found.includes(truth ?? ""))).toEqual([]);

  // What the evidence itself cannot tell apart: equal observations of different truths.
  const alike = [...grouped(results, ({ result }) => signatureOf(result)).values()].filter(
    (group) => new Set(group.map(({ one }) => one.truth)).size > 1,
  );
  console.log(`zoo: ${alike.length} groups of equal evidence with different causes`);
  expect(alike.length).toBeGreaterThan(0);
  for (const group of alike) {
    const causes = [...new Set(group.map(({ one }) => one.truth ?? "healthy"))];
    for (const { one, result } of group) {
      const certain = result.causes.filter(({ certainty }) => certainty === "certain").map(({ id }) => id);
      expect([one.server, one.path, causes, certain]).toEqual([one.server, one.path, causes, []]);
    }
  }
});
