import {
  type Contract,
  type Exchange,
  judgeExchange,
  type Mode,
  matchEndpoint,
  readRecording,
} from "../../../contracts/index.ts";
import { tool } from "../../probe/index.ts";
import { report as reportAs, reporterKinds } from "../../report/index.ts";
import type { CheckResult, VerifyReport } from "../../verify/index.ts";
import type { Command } from "../command.ts";
import { contractOf, contractOption } from "../contract.ts";
import { didYouMean } from "../nearest.ts";
import { reporterOption, reportersOf, writeReports } from "../output.ts";
import { recordingText } from "../recording-text.ts";
import { UsageError } from "../trouble.ts";
import { choice } from "../values.ts";

export const command: Command = {
  name: "check",
  takes: "FILE --contract NAME[@VERSION]|FILE|URL",
  what: "Judges a recording without asking anybody: the text of an event stream, JSON lines of our recorder (one exchange a line), or a HAR with Chromium's WebSocket messages.",
  options: [
    contractOption,
    { name: "endpoint", value: "ID", what: "Which endpoint was recorded, where the recording does not say." },
    {
      name: "mode",
      value: "strict|tolerant",
      what: "Whether an unknown key is a violation (strict, the default) or drift.",
    },
    reporterOption(reporterKinds),
  ],
  examples: ["wirecheck check run.sse --contract ag-ui", "wirecheck check page.har --contract video-studio"],
  async run({ words, texts }) {
    const reporters = reportersOf(reporterKinds, texts.reporter);
    const [file, ...more] = words;
    if (file === undefined || more.length > 0) {
      const message =
        file === undefined ? "check needs the file of a recording" : `check takes one file, and ${more[0]} is another`;
      throw new UsageError("missing-file", message, "wirecheck check FILE --contract NAME.");
    }
    const mode = choice("mode", texts.mode?.[0], ["strict", "tolerant"] as const) ?? "strict";
    const contract = await contractOf("check", texts.contract);
    const endpoint = endpointOf(contract, texts.endpoint?.[0]);
    const exchanges = readRecording(recordingText(file), file, contract);
    const checks = exchanges.map((one, index) => judged(contract, one, endpoint, mode, index, exchanges.length));
    const report = reportOf(contract, file, checks);
    writeReports(reporters, (kind, columns) => reportAs(kind, report, { columns }));
    return report.verdict === "pass" ? 0 : 1;
  },
};

function endpointOf(contract: Contract, id: string | undefined): string | undefined {
  const ids = contract.endpoints.map((one) => one.id);
  if (id === undefined || ids.includes(id)) return id;
  const message = `${contract.name} has no endpoint ${id}${didYouMean(id, ids)}`;
  throw new UsageError("unknown-endpoint", message, `Endpoints: ${ids.join(", ")}.`);
}

function judged(
  contract: Contract,
  exchange: Exchange,
  endpoint: string | undefined,
  mode: Mode,
  index: number,
  of: number,
): CheckResult {
  const began = performance.now();
  const name = endpointOfExchange(contract, exchange, endpoint);
  const judged = judgeExchange(contract, { ...exchange, endpoint: name }, { mode });
  const { verdict, violations, drift, unjudged, frames } = judged;
  return {
    id: of === 1 ? `${name}/recording` : `${name}/recording-${index + 1}`,
    endpoint: name,
    title: `${exchange.request.method} ${exchange.request.url} keeps the contract`,
    verdict,
    violations,
    ...(drift.length > 0 && { drift }),
    ...(verdict === "inconclusive" && { because: unjudged[0]?.because ?? "nothing could be judged" }),
    note: `${frames} frame${frames === 1 ? "" : "s"}`,
    ms: Math.round(performance.now() - began),
  };
}

/** What the recording itself knows stands, then --endpoint, then what its URL says. */
function endpointOfExchange(contract: Contract, { endpoint, request, transport }: Exchange, given?: string): string {
  const ids = contract.endpoints.map(({ id }) => id);
  if (endpoint !== undefined && ids.includes(endpoint)) return endpoint;
  if (given !== undefined) return given;
  const path = URL.canParse(request.url) ? new URL(request.url).pathname : request.url;
  const match = matchEndpoint(contract, request.method, path, transport, request.body);
  if (match) return match.endpoint.id;
  const message = `${request.method} ${request.url} is no endpoint of ${contract.name}`;
  throw new UsageError("unknown-endpoint", message, `Say which: --endpoint ${ids.join(" | ")}.`);
}

function reportOf(contract: Contract, file: string, checks: readonly CheckResult[]): VerifyReport {
  const count = (verdict: CheckResult["verdict"]) => checks.filter((check) => check.verdict === verdict).length;
  const summary = { pass: count("pass"), fail: count("fail"), inconclusive: count("inconclusive") };
  const empty = checks.length === 0;
  return {
    tool: { ...tool },
    contract: { name: contract.name, digest: contract.digest },
    version: contract.version,
    target: file,
    verdict: summary.fail > 0 ? "fail" : empty || summary.inconclusive > 0 ? "inconclusive" : "pass",
    ...(empty && { because: `${file} holds no exchange with an endpoint of ${contract.name}` }),
    summary,
    checks,
  };
}
