import { expect, test } from "@playwright/test";
import type { Diagnosis } from "../../src/diagnose/index.ts";
import { served } from "./cases/index.ts";
import { causesOf } from "./diagnosed.ts";
import { grouped } from "./grouped.ts";
import { allKept, type Kept } from "./kept.ts";
import { signatureOf } from "./signature.ts";

// Runs behind all others of the lane (playwright.config.ts), and reads what each of them left.

const outcomes = ["right", "in their group", "that cannot be seen", "wrong"] as const;

/** How what was found stands to the truth. */
function outcomeOf({ truth, result }: Kept): (typeof outcomes)[number] {
  const found = Object.keys(causesOf(result));
  if (found.length === 0) return truth.length === 0 ? "right" : "that cannot be seen";
  if (!truth.every((id) => found.includes(id))) return "wrong";
  const others = found.filter((id) => !truth.includes(id));
  if (others.length === 0) return "right";
  const groups = result.oneOf.filter((ids) => ids.some((id) => truth.includes(id)));
  return others.every((id) => groups.some((ids) => ids.includes(id))) ? "in their group" : "wrong";
}

const certainIn = ({ causes }: Diagnosis) =>
  causes.filter(({ certainty }) => certainty === "certain").map(({ id }) => id);
const truthOf = ({ truth }: Kept) => [...truth].sort().join(" and ") || "healthy";

/** Cases of which it is known that nothing tells them apart: what made them differ would be noise. */
const same = [
  ["uvicorn-auto@zoo /ws/missing", "uvicorn-auto@zoo /ws/refuses", "uvicorn-auto@zoo /ws/token"],
  ["uvicorn-wsproto@zoo-old /ws/missing", "uvicorn-wsproto@zoo-old /ws/policy", "uvicorn-wsproto@zoo-old /ws/denial"],
  ["uvicorn-auto@zoo /ws/raises-after", "uvicorn-auto@zoo /ws/returns-after"],
  ["daphne@zoo /ws/hangs", "daphne@zoo /ws/subprotocol"],
  ["nginx before uvicorn-auto@zoo /ws/ok", "nginx before uvicorn-none@zoo /ws/ok"],
  ["nginx-upgrade before nobody /ws/ok", "nginx-upgrade before hangs-up /ws/ok"],
  ["vite-proxy before nobody /ws/ok", "vite-proxy before hangs-up /ws/ok"],
  ["vite-proxy before nobody, asked over HTTP /ws/api", "vite-proxy before hangs-up, asked over HTTP /ws/api"],
  ["vite-proxy before uvicorn-auto@zoo /ws/missing", "vite-proxy before uvicorn-auto@zoo /ws/refuses"],
];

test("every case is right or inside its group, and no certainty stands where others look the same", () => {
  const kept = allKept(test.info().project.outputDir);
  const all = served.flatMap(({ cases }) => cases).length;
  const count = outcomes.map((name) => `${kept.filter((one) => outcomeOf(one) === name).length} ${name}`);
  const lines = [...grouped(kept, truthOf)].map(([truth, some]) => {
    const told = grouped(some, ({ result }) => Object.keys(causesOf(result)).join(" | ") || "nothing");
    return `  ${truth.padEnd(34)} ${[...told].map(([what, those]) => `${what} ×${those.length}`).join("; ")}`;
  });

  // What the evidence itself cannot tell apart: equal observations of different truths.
  const alike = [...grouped(kept, ({ result }) => signatureOf(result)).values()].filter(
    (group) => new Set(group.map(truthOf)).size > 1,
  );
  const summary = `causes: ${kept.length} of ${all} cases, ${count.join(", ")}; ${alike.length} groups of equal evidence with different causes`;
  const groups = alike.map((group) => `  ${[...new Set(group.map(truthOf))].join(" | ")} ×${group.length}`);
  console.log([summary, ...lines.sort(), "equal evidence:", ...groups.sort()].join("\n"));

  expect(kept.filter((one) => outcomeOf(one) === "wrong").map(({ name, result }) => [name, causesOf(result)])).toEqual(
    [],
  );
  const untrue = kept.filter(({ truth, result }) => certainIn(result).some((id) => !truth.includes(id)));
  expect(untrue.map(({ name, result }) => [name, certainIn(result)])).toEqual([]);
  const bold = alike.flatMap((group) =>
    group
      .filter(({ result }) => certainIn(result).length > 0)
      .map(({ name, result }) => [name, certainIn(result), "while others look the same", group.map(truthOf)]),
  );
  expect(bold).toEqual([]);
  const apart = same.map((names) => kept.filter(({ name }) => names.includes(name)));
  const noisy = apart.filter((some) => new Set(some.map(({ result }) => signatureOf(result))).size > 1);
  expect(noisy.map((some) => some.map(({ name }) => name))).toEqual([]);
  // A part of them is what somebody asked for; of a whole run none may have been lost.
  if (kept.length === all) expect(apart.map((some) => some.length)).toEqual(same.map((names) => names.length));
});
