import type { Page } from "@playwright/test";
import { marked } from "marked";
import type { GateReport } from "../../src/gate/index.ts";
import { gateReport, jobSummary } from "../../src/report/index.ts";
import { test as base, expect } from "../support/client-test.ts";
import { hostile, hostileText, huge, samples } from "./report-extremes.ts";
import { closed, excused, failureGone, inconclusive, knownFailure, open } from "./report-samples.ts";

/** A comment as GitHub's markdown shows it, in a browser. */
const test = base.extend<{ show: (markdown: string) => Promise<Page> }>({
  show: async ({ chrome }, use) => {
    const page = await chrome.newPage();
    await use(async (markdown) => {
      await page.setContent(marked.parse(markdown, { async: false, gfm: true }));
      return page;
    });
    await page.close();
  },
});

const comment = (report: GateReport) => gateReport("markdown", report);
const sizeOf = (page: Page, selector: string) => page.locator(selector).count();

/** What a comment may be made of. */
const ours = "h2 h3 p table thead tbody tr th td code br details summary ul li a".split(" ");

/** Names of elements, where links lead, and what stands outside of code; it runs in the page, so it is text. */
const look = `({
  names: [...new Set([...document.body.querySelectorAll("*")].map((one) => one.localName))],
  links: [...document.querySelectorAll("a")].map((one) => one.getAttribute("href")),
  attributes: [...document.querySelectorAll("body :not(a)")].flatMap((one) => one.getAttributeNames()),
  cells: [...document.querySelectorAll("tr")].map((row) => row.cells.length),
  loose: [...document.querySelectorAll("body, body :not(code, a)")].flatMap((one) =>
    [...one.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data)),
})`;

interface Looked {
  readonly names: string[];
  readonly links: string[];
  readonly attributes: string[];
  readonly cells: number[];
  readonly loose: string[];
}

for (const [name, report] of Object.entries(samples)) {
  test(`the comment of "${name}" is made of what we put there, and its tables have five cells a row`, async ({
    show,
  }) => {
    const text = comment(report);
    expect(text.length).toBeLessThanOrEqual(65_536);
    const page = await show(text);
    const { names, links, attributes, cells, loose } = await page.evaluate<Looked>(look);
    expect(names.filter((one) => !ours.includes(one))).toEqual([]);
    expect(links).toEqual(report.excused.map(({ link }) => link).filter((one) => one.startsWith("https:")));
    expect(attributes).toEqual([]);
    expect(cells.filter((number) => number !== 5)).toEqual([]);
    // What GitHub makes mentions, references and links of wherever it stands outside of code.
    const read = /@\w|#\d|\bGH-\d|https?:|www\.|:\w+:|\b[0-9a-f]{7,40}\b/;
    expect(loose.filter((one) => read.test(one))).toEqual([]);
  });
}

test("the comment begins with the mark that a bot finds it by; a job's summary is the same without", () => {
  const marker = "<!-- wirecheck gate -->\n";
  expect(comment(closed)).toBe(marker + jobSummary(closed));
  for (const report of Object.values(samples)) expect(comment(report).startsWith(marker)).toBe(true);
});

test("a closed gate: the decision, who breaks where and why, the way out, and the rest folded", async ({ show }) => {
  const page = await show(comment(closed));
  await expect(page.locator("h2")).toHaveText(`✗ closed: ${closed.answer}`);
  await expect(page.locator("p").first()).toHaveText(
    "wirecheck gate · @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0 · judged against ag-ui-protocol@0.1.9",
  );
  await expect(page.locator("h3")).toHaveText(["Breaking", "Way out"]);
  await expect(page.locator("table").first().locator("th")).toHaveText(["package", "where", "before", "after", "why"]);
  await expect(page.locator("table").first().locator("td")).toHaveText([
    "@ag-ui/client@1.0.0",
    "RunAgentInput.protocolVersion",
    "absent",
    '"1.0"',
    "what the client asked the mockrefused by ag-ui-protocol@0.1.9",
  ]);
  await expect(page.locator("ul > li")).toHaveText([closed.reasons[0]?.next ?? ""]);
  await expect(page.locator("details > summary")).toHaveText(["5 other changes, none breaking"]);
  expect(await sizeOf(page, "details tbody tr")).toBe(5);
});

test("an open gate shows no table that is not folded", async ({ show }) => {
  const page = await show(comment(open));
  await expect(page.locator("h2")).toHaveText(`✓ open: ${open.answer}`);
  expect(await sizeOf(page, "table")).toBe(await sizeOf(page, "details table"));
  await expect(page.locator("summary")).toHaveText(["6 changes, none breaking"]);
});

test("what was not gathered stands with what to do, and what is excused is folded", async ({ show }) => {
  const missing = await show(comment(inconclusive));
  await expect(missing.locator("h3")).toHaveText(["Not known whether it breaks", "Way out", "Not gathered"]);
  await expect(missing.locator("li")).toHaveText([
    inconclusive.changes[0]?.next ?? "",
    "any evidence of ag-ui-protocol@0.1.9: The registry did not answer within 30 s. Try again.",
  ]);
  const stale = await show(comment(failureGone));
  await expect(stale.locator("h3")).toHaveText(["Known failures that excuse nothing any more"]);
  await expect(stale.locator("li")).toHaveText([
    `The known failure ${knownFailure.id} matches no change. Take it out of the file.`,
  ]);
  const known = await show(comment(excused));
  await expect(known.locator("summary")).toHaveText([
    "5 other changes, none breaking",
    "Known failures, excused for now (1)",
  ]);
  await expect(known.locator("details li")).toHaveText(
    `${knownFailure.id}, until 2026-12-01: ${knownFailure.reason} (${knownFailure.link})`,
  );
});

test("hostile text is shown as it is, but for what nobody sees", async ({ show }) => {
  const page = await show(comment(hostile));
  const cells = page.locator("table").first().locator("tbody td");
  const start = "a|b \\| `c` ``d`` <img src=x onerror=alert(1)> <!-- --> </details> @ag-ui/owner #12 ag-ui/repo#3 GH-4";
  for (const at of [0, 1, 2, 3, 4]) await expect(cells.nth(at)).toContainText(start);
  const seen = hostileText.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (one) => {
    return `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  await expect(page.locator("li").first()).toHaveText(seen);
});

test("what GitHub has no room for is counted", async ({ show }) => {
  const page = await show(comment(huge));
  await expect(page.locator("h3")).toHaveText(["Breaking", "Not known whether it breaks", "Way out", "Not gathered"]);
  await expect(page.locator("summary")).toHaveText(["300 other changes, none breaking"]);
  const rows = await sizeOf(page, "tbody tr");
  const items = await sizeOf(page, "li");
  const texts = (await page.locator("p").allTextContents()).join("\n");
  const left = [...texts.matchAll(/(\d+) left out for length; --reporter json has/g)].map(([, one]) => Number(one));
  expect(left.length).toBeGreaterThan(1);
  expect(rows + items + left.reduce((sum, one) => sum + one, 0)).toBe(300 + 300 + 600 + 300 + 40);
  expect(rows).toBeGreaterThan(100);
});
