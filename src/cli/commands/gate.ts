import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { type GateReport, gate, matrixOf, merge, readCatalogue, readKnownFailures } from "../../gate/index.ts";
import { tool } from "../../probe/index.ts";
import { gateReport, gateReporterKinds, jobSummary } from "../../report/index.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { Command, Given } from "../command.ts";
import { gateOptions } from "../gate-options.ts";
import { subjectOf } from "../gate-subject.ts";
import { interrupted } from "../interrupted.ts";
import { reporterOption, reportersOf, writeReports } from "../output.ts";
import { UsageError } from "../trouble.ts";
import { choice } from "../values.ts";
import { writeJson } from "../write-json.ts";

export const command: Command = {
  name: "gate",
  takes: "[--from PKG@A --to PKG@B | --base REF --head REF | --base-lock FILE --head-lock FILE]",
  what: "Decides whether a dependency upgrade may in: installs both sides apart from everything else, asks both what they say on the wire, and judges each change by what the other side has. Without a word it compares the working tree with where the branch began.",
  options: [...gateOptions, reporterOption(gateReporterKinds)],
  examples: [
    "wirecheck gate --from pydantic@1.10.22 --to pydantic@2.11.7",
    "wirecheck gate --base origin/main --reporter github --reporter markdown=pr.md",
    "wirecheck gate --base-lock old/uv.lock --head-lock uv.lock --side producer",
  ],
  async run(given) {
    const { words, texts, switches } = given;
    if (words.length > 0) {
      throw new UsageError(
        "too-many",
        `gate does not know what to do with ${words[0]}`,
        "Write --from PKG@A --to PKG@B.",
      );
    }
    if (switches.has("list")) return list(given);
    const reporters = reportersOf(gateReporterKinds, texts.reporter);
    const report = await reportOf(given);
    const verbose = switches.has("verbose");
    writeReports(reporters, (kind, columns) => gateReport(kind, report, { columns, verbose }));
    const summary = process.env.GITHUB_STEP_SUMMARY;
    if (summary && reporters.some(({ kind }) => kind === "github")) appendFileSync(summary, jobSummary(report));
    return report.decision === "open" ? 0 : 1;
  },
};

async function reportOf(given: Given): Promise<GateReport> {
  const { texts, switches } = given;
  const [file] = texts["known-failures"] ?? [];
  const known = file === undefined ? [] : readKnownFailures(file);
  const [folder] = texts.merge ?? [];
  if (folder !== undefined) {
    const mixed = Object.keys(texts).find((name) => !["merge", "known-failures", "reporter"].includes(name));
    if (mixed !== undefined) {
      const message = `--merge decides from what the cells found, and --${mixed} is about finding`;
      throw new UsageError("two-forms", message, "Give --merge DIR with --known-failures and --reporter alone.");
    }
    return merge(folder, known, new Date().toISOString().slice(0, 10));
  }
  const catalogue = readCatalogue(texts.catalogue?.[0]);
  const signal = interrupted();
  const stopped = (error: unknown) => {
    const next = "Run it again: what was installed and heard until then is kept.";
    throw signal.aborted ? new UsageError("interrupted", "The gate was stopped before it could decide", next) : error;
  };
  return gate({
    subject: await subjectOf(given, catalogue),
    catalogue,
    known,
    failOn: choice("fail-on", texts["fail-on"]?.[0], ["breaking", "any", "none"] as const) ?? "breaking",
    cache: resolve(cacheFolder(texts.cache?.[0])),
    browser: !switches.has("no-browser"),
    allowScripts: switches.has("allow-scripts"),
    offline: switches.has("offline"),
    ...(texts.cell && { cells: texts.cell }),
    log: (line) => process.stderr.write(`${line}\n`),
    signal,
  }).catch(stopped);
}

/** The matrix, for a person or for what fans out. */
async function list(given: Given): Promise<number> {
  const kind = choice("reporter", given.texts.reporter?.[0], ["list", "json"] as const) ?? "list";
  const catalogue = readCatalogue(given.texts.catalogue?.[0]);
  const cells = matrixOf({ catalogue, subject: await subjectOf(given, catalogue) });
  if (kind === "json") writeJson({ tool, cells });
  else {
    const lines = cells.map(({ id, title }) => `${id}  ${title}\n`);
    process.stdout.write(lines.join("") || "No package that speaks on the wire changes.\n");
  }
  return 0;
}
