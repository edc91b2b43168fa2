import { test } from "@playwright/test";
import { awaitAnswer } from "../probe/index.ts";
import { type CheckResult, type Plan, plan, planChecks, type VerifyOptions } from "../verify/index.ts";
import { violationsText } from "./failure.ts";
import { loadNow } from "./load-now.ts";
import { reasonText } from "./why.ts";

/** What `contractSuite` takes: the options of `verify`, with references instead of loaded contracts. */
export interface SuiteOptions extends Omit<VerifyOptions, "contract" | "client" | "url" | "signal" | "onCheck"> {
  /** `NAME[@VERSION]`, a file or a URL; several are the documents of one service together. */
  readonly contract: string | readonly string[];
  /** Of the backend, or what gives it once the tests run: a backend may be started by then. */
  readonly url: string | (() => string | Promise<string>);
  /** `NAME@VERSION` of a client whose input is sent as well. */
  readonly client?: string;
}

/**
 * Defines one Playwright test for each check of a contract; the titles are the check ids. They run one after another in
 * one worker, for some can be heard by others. A check that could not be judged fails, with its reason; one that was not
 * probed is skipped only with `allowUnprobed`. Where a connect failed, the message says why.
 *
 * @example contractSuite({ contract: "video-studio", url: "http://127.0.0.1:3001" });
 */
export function contractSuite({ contract, client, url, ...more }: SuiteOptions): void {
  const subject = loadNow([contract].flat());
  const sender = client === undefined ? {} : { client: loadNow([client]) };
  const options = { ...more, ...sender, contract: subject };
  // Planning asks nothing, so any URL will do to learn the titles.
  const titles = planChecks({ ...options, url: "http://planned.invalid" }).map(({ id }) => id);
  let live: Promise<Plan> | undefined;

  test.describe(`${subject.name}@${subject.version}`, () => {
    test.describe.configure({ mode: "default" });
    test.afterAll(async () => {
      (await live)?.end();
      live = undefined;
    });
    for (const title of titles) {
      test(title, async () => {
        live ??= start(options, url);
        const { checks, why } = await live;
        const result = (await checks.find(({ id }) => id === title)?.run()) as CheckResult;
        settle(result, reasonText(await why(result)), options.allowUnprobed ?? false);
      });
    }
  });
}

async function start(options: Omit<VerifyOptions, "url">, url: SuiteOptions["url"]): Promise<Plan> {
  const target = typeof url === "string" ? url : await url();
  const trouble = options.wait === undefined ? undefined : await awaitAnswer(target, options.wait);
  if (trouble !== undefined) throw new Error(`${target} did not answer: ${trouble}`);
  return plan({ ...options, url: target });
}

function settle({ verdict, violations, because, unprobed }: CheckResult, why: string, allowUnprobed: boolean): void {
  if (verdict === "fail") throw new Error(`${violationsText(violations)}${why}`);
  if (verdict === "pass") return;
  test.skip(unprobed === true && allowUnprobed, because);
  throw new Error(`not judged: ${because}${why}`);
}
