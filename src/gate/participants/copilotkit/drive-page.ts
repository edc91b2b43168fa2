import type { Browser } from "@playwright/test";
import type { ClientRun } from "../types.ts";
import { type Bundling, bundlePage } from "./bundle.ts";
import { launchChromium } from "./chromium.ts";
import { servePage } from "./serve-page.ts";
import { Visitor } from "./visitor.ts";

/** Of the agent, in a runtime that pages are driven before. */
const agentName = "customer_support_agent";
const properties = { tenant: "acme" };

/** What is said to a page, and what the support agent makes of it: the second is for the page's own tool. */
const talk = [
  { says: "What is your refund policy?", answer: /within five working days\./ },
  { says: "Show me a product card", answer: /said: A card for .* is on the page/ },
] as const;

/** Milliseconds in which nothing moves: after which no answer will come, and after which all that belongs to one was asked. */
const NO_ANSWER_MS = 2_000;
const AFTER_MS = 500;
const BUDGET_MS = 60_000;
const MOST_OF_A_COMPLAINT = 300;

/** What a page is driven with. */
export interface PageDrive extends Bundling {
  /** URL of the runtime, before an agent that says what the mock's support agent says. */
  readonly url: string;
  /** One that is open already; else one is started, and ended. */
  readonly browser?: Browser;
  /** Of the whole visit, in milliseconds, without bundling; default 60,000. */
  readonly budget?: number;
}

/**
 * Drives the real client of a folder, in a page of the gate's own, through a fixed conversation. A page that gets nowhere
 * is no error: it ends with an outcome that is not ok, and the requests that it made.
 *
 * @throws ParticipantError `page-not-bundled`, `no-playwright`, `no-chromium`; the signal's reason
 */
export async function drivePage({ url, browser, budget = BUDGET_MS, signal, ...made }: PageDrive): Promise<ClientRun> {
  const script = await bundlePage({ ...made, signal });
  const page = await servePage(script, { runtimeUrl: url, agent: agentName, properties });
  try {
    const chromium = browser ?? (await launchChromium());
    try {
      const context = await chromium.newContext();
      const time = AbortSignal.any([AbortSignal.timeout(budget), ...(signal ? [signal] : [])]);
      const visitor = new Visitor(await context.newPage(), url, time);
      const says = await visit(visitor, page.url).catch((error) => brokenOff(error, budget));
      await context.close();
      signal?.throwIfAborted();
      return { requests: [...visitor.asked], outcome: { ok: says === undefined, says: says ?? fine } };
    } finally {
      if (!browser) await chromium.close();
    }
  } finally {
    await page.stop();
  }
}

const fine = "everything that was said was answered";

/** @returns what did not come, in one sentence; undefined where all did */
async function visit(visitor: Visitor, page: string): Promise<string | undefined> {
  await visitor.open(page);
  await visitor.until(() => false, AFTER_MS);
  if (!(await visitor.canWrite())) return `The page shows no chat${because(visitor)}.`;
  for (const { says, answer } of talk) {
    await visitor.say(says);
    if (!(await visitor.until((text) => answer.test(text), NO_ANSWER_MS))) {
      return `"${says}" got no answer${because(visitor)}.`;
    }
    await visitor.until(() => false, AFTER_MS);
  }
  return undefined;
}

/** The refusals, and the first complaint of the page: the others mostly repeat it. */
function because({ asked, complaints }: Visitor): string {
  const refused = asked.filter(({ status }) => status === null || status >= 400);
  const got = refused.map(({ key, status }) => `${key} got ${status ?? "nothing"}`);
  const why = [...new Set(got), ...complaints.slice(0, 1).map((one) => one.slice(0, MOST_OF_A_COMPLAINT))];
  return why.length > 0 ? `: ${why.join("; ").replace(/\.$/, "")}` : "";
}

function brokenOff(error: Error, budget: number): string {
  if (error.name === "TimeoutError") return `The page did not come to rest within ${budget / 1000} s.`;
  return `The visit was broken off: ${error.message.split("\n", 1)[0]}.`;
}
