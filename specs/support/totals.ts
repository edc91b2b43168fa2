import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

/** Closes every run with its totals on one line, which is what a machine reads. */
export default class Totals implements Reporter {
  private root: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.root = suite;
  }

  onEnd(result: FullResult): void {
    const outcomes = (this.root?.allTests() ?? []).map((test) =>
      test.results.length === 0 ? "not-run" : test.outcome(),
    );
    const count = (...names: string[]) => outcomes.filter((outcome) => names.includes(outcome)).length;
    const failed = count("unexpected", "flaky");
    const skipped = count("skipped", "not-run");
    const notRun = process.env.WIRECHECK_CONTAINER_NOT_RUN;
    if (notRun) process.stdout.write(`\ncontainer lane: not run: ${notRun}\n`);
    process.stdout.write(`\n${count("expected")} passed, ${failed} failed, ${skipped} skipped\n`);
    if (result.status !== "passed" && failed === 0) process.stdout.write(`the run ended as ${result.status}\n`);
  }
}
