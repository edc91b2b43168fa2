import type { GateReport } from "../../src/gate/index.ts";
import { gateReport } from "../../src/report/index.ts";
import { expect, test } from "../support/client-test.ts";
import { hostile, samples } from "./report-extremes.ts";
import { closed, excused, expired, inconclusive, noEvidence, tolerated, unwanted } from "./report-samples.ts";

interface Parsed {
  readonly error: string | null;
  readonly suite: Readonly<Record<string, string>>;
  readonly cases: readonly {
    readonly name: string;
    readonly classname: string;
    readonly outcome: string;
    readonly message: string | null;
    readonly text: string;
  }[];
}

/** Reads XML as a browser does, which is as the standard says; it runs there, so it is text. */
const parser = `(text) => {
  const page = new DOMParser().parseFromString(text, "application/xml");
  const attributes = (element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return {
    error: page.querySelector("parsererror")?.textContent ?? null,
    suite: attributes(page.querySelector("testsuite") ?? document.body),
    cases: [...page.querySelectorAll("testsuite > testcase")].map((one) => ({
      ...attributes(one),
      outcome: one.firstElementChild?.tagName ?? "passed",
      message: one.firstElementChild?.getAttribute("message") ?? null,
      text: one.textContent.trim(),
    })),
  };
}`;

const junitTest = test.extend<{ parse: (report: GateReport) => Promise<Parsed> }>({
  parse: async ({ chrome }, use) => {
    const page = await chrome.newPage();
    await use((report) => page.evaluate(`(${parser})(${JSON.stringify(gateReport("junit", report))})`));
    await page.close();
  },
});

for (const [name, report] of Object.entries(samples)) {
  junitTest(`the JUnit XML of "${name}" is one suite whose numbers are those of its cases`, async ({ parse }) => {
    const { error, suite, cases } = await parse(report);
    expect(error).toBeNull();
    const number = (outcome: string) => String(cases.filter((one) => one.outcome === outcome).length);
    expect(suite).toEqual({
      name: "wirecheck gate",
      tests: String(cases.length),
      failures: number("failure"),
      errors: number("error"),
      skipped: number("skipped"),
    });
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ classname, name }) => `${classname} ${name}`)).size).toBe(cases.length);
  });
}

const outcomes = (cases: Parsed["cases"]) => cases.map(({ classname, outcome }) => `${classname} ${outcome}`);
const passed = Array(5).fill("ag-ui/consumer passed");

for (const [name, report, says] of [
  ["what breaks has failed", closed, [...passed, "ag-ui/consumer failure"]],
  ["what is excused is skipped", excused, [...passed, "ag-ui/consumer skipped"]],
  ["what is excused no more has failed", expired, [...passed, "ag-ui/consumer failure"]],
  ["what breaks by leave is skipped", tolerated, [...passed, "ag-ui/consumer skipped"]],
  ["what is not known is an error", inconclusive, ["ag-ui/consumer error", "gate error"]],
  ["a package without evidence is an error", noEvidence, ["gate error"]],
  ["what may not change has failed", unwanted, Array(6).fill("ag-ui/consumer failure")],
  ["a known failure that is gone has failed", samples["known failure gone"]!, ["gate failure"]],
  ["a gate without a change has one case, which passed", samples["nothing changed"]!, ["gate passed"]],
] as const) {
  junitTest(name, async ({ parse }) => {
    expect(outcomes((await parse(report)).cases)).toEqual(says);
  });
}

junitTest("a failure says what changed, and what to do", async ({ parse }) => {
  const { cases } = await parse(closed);
  expect(cases.at(-1)).toEqual({
    classname: "ag-ui/consumer",
    name: "ag-ui/consumer/sends/RunAgentInput.protocolVersion/added",
    outcome: "failure",
    message:
      'RunAgentInput.protocolVersion: absent → "1.0". refused by ag-ui-protocol@0.1.9; seen in what the client asked the mock',
    text: "Bring ag-ui-protocol to 0.1.10 or newer first, then this.",
  });
});

junitTest("a failure whose excuse is over says until when it was", async ({ parse }) => {
  const { cases } = await parse(expired);
  expect(cases.at(-1)?.text).toContain("was excused until 2026-12-01. Mend it, or say anew");
});

junitTest("hostile text arrives as text", async ({ parse }) => {
  const { cases } = await parse(hostile);
  expect(cases[0]?.message).toContain("a|b \\| `c` ``d`` <img src=x onerror=alert(1)> <!-- --> </details>");
  expect(cases[0]?.text).toContain("## heading ::error::x ]]> &amp; \"'");
});
