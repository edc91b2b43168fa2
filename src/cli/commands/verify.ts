import { loadContract } from "../../../contracts/index.ts";
import { awaitAnswer } from "../../probe/index.ts";
import { report as reportAs, reporterKinds } from "../../report/index.ts";
import { planChecks, strayAllows, strayChoices, type VerifyOptions, verify } from "../../verify/index.ts";
import type { Command, Given } from "../command.ts";
import { contractOf, contractOption } from "../contract.ts";
import { interrupted } from "../interrupted.ts";
import { didYouMean } from "../nearest.ts";
import { reporterOption, reportersOf, writeReports } from "../output.ts";
import { UsageError } from "../trouble.ts";
import { choice, headers, integer, pairs, seconds, target } from "../values.ts";

export const command: Command = {
  name: "verify",
  takes: "URL --contract NAME[@VERSION]|FILE|URL",
  what: "Asks a running backend everything that its contract promises, and says what it kept and what it broke. URL stands for the documents' server URL.",
  options: [
    contractOption,
    { name: "client", value: "NAME@VERSION", what: "Also sends what a client of that version sends." },
    { name: "origin", value: "URL", what: "Origin of every request; the contract's frontend when left out." },
    { name: "header", value: "NAME=VALUE", multiple: true, what: "Goes with every request." },
    { name: "query", value: "NAME=VALUE", multiple: true, what: "Goes into every query." },
    { name: "param", value: "NAME=VALUE", multiple: true, what: "Value of the parameter of that name." },
    {
      name: "only",
      value: "CHECK",
      multiple: true,
      what: "Only these: an endpoint, a check id, or a glob like '*/registered'.",
    },
    {
      name: "mode",
      value: "strict|tolerant",
      what: "Whether an unknown key is a violation (strict, the default) or drift.",
    },
    { name: "timeout", value: "SECONDS", what: "Budget of one check; 10 when left out." },
    { name: "wait", value: "SECONDS", what: "Asks until something answers, then begins." },
    {
      name: "allow",
      value: "METHOD:PATH",
      multiple: true,
      what: "Lets an operation be asked that may change something.",
    },
    { name: "allow-unprobed", what: "What was not probed does not spoil the exit code." },
    { name: "seed", value: "N", what: "Seed of everything that is made up; 1 when left out." },
    reporterOption(reporterKinds),
  ],
  examples: [
    "wirecheck verify http://127.0.0.1:8000/api/copilotkit --contract ag-ui",
    "wirecheck verify http://127.0.0.1:3001 --contract video-studio --wait 60",
    "wirecheck verify http://127.0.0.1:8000 --contract docs/openapi.yaml",
  ],
  async run(given) {
    const reporters = reportersOf(reporterKinds, given.texts.reporter);
    const options = await optionsOf(given);
    const report = await verify(options);
    writeReports(reporters, (kind, columns) => reportAs(kind, report, { columns }));
    return report.verdict === "pass" ? 0 : 1;
  },
};

async function optionsOf({ words, texts, switches }: Given): Promise<VerifyOptions> {
  const [url, ...more] = words;
  const checked = target(url, "verify");
  if (more.length > 0)
    throw new UsageError("too-many", `verify takes one URL, and ${more[0]} is another`, "Check one backend a run.");
  const [client, origin, mode, seed] = [texts.client?.[0], texts.origin?.[0], texts.mode?.[0], texts.seed?.[0]];
  const timeout = seconds("timeout", texts.timeout?.[0], 0.05);
  const wait = seconds("wait", texts.wait?.[0]);
  const given = {
    url: checked,
    headers: headers(texts.header),
    query: pairs("query", texts.query),
    parameters: pairs("param", texts.param),
    mode: choice("mode", mode, ["strict", "tolerant"] as const) ?? "strict",
    seed: integer("seed", seed, 0, Number.MAX_SAFE_INTEGER) ?? 1,
    only: texts.only ?? [],
    allow: texts.allow ?? [],
    allowUnprobed: switches.has("allow-unprobed"),
    ...(origin !== undefined && { origin }),
    ...(timeout !== undefined && { timeout }),
    ...(wait !== undefined && { wait }),
  };
  // A contract that is read from a server has to wait for it as well.
  if (wait !== undefined && texts.contract?.some((one) => /^https?:/i.test(one))) await awaitAnswer(checked, wait);
  const contract = await contractOf("verify", texts.contract);
  const options = { ...given, contract, ...(client && { client: await loadContract(client) }) };
  refuseStray(options);
  return { ...options, signal: interrupted() };
}

/** A choice that chooses nothing is a slip of the pen, not an empty run that passes. */
function refuseStray(options: VerifyOptions): void {
  const all = planChecks({ ...options, only: [] });
  const [choice] = strayChoices(all, options.only ?? []);
  if (choice !== undefined) {
    const ids = [...new Set(all.flatMap(({ id, endpoint }) => [id, endpoint]))];
    const message = `--only ${choice} chooses no check${didYouMean(choice, ids)}`;
    throw new UsageError(
      "unknown-check",
      message,
      `Endpoints: ${[...new Set(all.map(({ endpoint }) => endpoint))].join(", ")}.`,
    );
  }
  const [allow] = strayAllows(options.contract, options.allow ?? []);
  if (allow === undefined) return;
  const known = options.contract.endpoints.map(
    (one) => `${one.transport === "http" ? one.method : "SEND"}:${one.path || "/"}`,
  );
  const message = `--allow ${allow} names no operation of ${options.contract.name}${didYouMean(allow, known)}`;
  throw new UsageError("unknown-operation", message, "Write --allow METHOD:PATH as the document has them.");
}
