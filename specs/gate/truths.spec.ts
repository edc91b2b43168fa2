import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { decisionOf, expect, runGate, test } from "./gate-cli.ts";
import { type Expected, truths } from "./truths.ts";

// Two pages, or two runtimes, of thousands of modules each, on a slow machine.
test.describe.configure({ timeout: 300_000 });

for (const { title, words, files = {}, decision, answer, all, has = [], hasNot = [], count } of truths) {
  test(title, async ({ ready }, info) => {
    for (const [name, lines] of Object.entries(files)) {
      mkdirSync(dirname(info.outputPath(name)), { recursive: true });
      writeFileSync(info.outputPath(name), `${lines.join("\n")}\n`);
    }
    const cwd = info.outputPath();
    const gated = await runGate([...words.split(" "), "--reporter", "json", ...ready], { cwd });
    const report = decisionOf(gated);
    const ids = report.changes.map(({ id }) => id);
    expect(report.notGathered).toEqual([]);
    for (const one of [...(all ?? []), ...has]) {
      const change = report.changes.find(({ id }) => id === one.id);
      expect(change, ids.join("\n")).toMatchObject(wanted(one));
    }
    if (all) expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    for (const pattern of hasNot) expect(ids.filter((id) => pattern.test(id))).toEqual([]);
    if (count !== undefined) expect(ids).toHaveLength(count);
    expect(report).toMatchObject({ decision, answer: expect.stringMatching(answer) });
    expect(gated.code).toBe(decision === "open" ? 0 : 1);
    // What closes it is what breaks, and nothing else.
    const breaking = report.changes.filter((one) => one.breaking !== false);
    expect(report.reasons.map(({ change }) => change)).toEqual(breaking.map(({ id }) => id));
    if (decision === "closed") for (const one of breaking) expect(one.next).toMatch(/\.$/);
  });
}

function wanted({ evidence, next, ...rest }: Expected): Record<string, unknown> {
  return {
    ...rest,
    ...(evidence && { evidence: expect.arrayContaining([expect.stringMatching(evidence)]) }),
    ...(next && { next: expect.stringMatching(next) }),
  };
}
