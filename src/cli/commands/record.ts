import type { Contract } from "../../../contracts/index.ts";
import { reach } from "../../probe/index.ts";
import { type Passed, type RecordError, startRecorder } from "../../record/index.ts";
import { beside, count } from "../../report/index.ts";
import type { Command, Given } from "../command.ts";
import { contractOf, contractOption } from "../contract.ts";
import { untilInterrupted } from "../interrupted.ts";
import { passedLines } from "../passed-lines.ts";
import { UsageError } from "../trouble.ts";
import { choice, headers, integer, target } from "../values.ts";

/** Milliseconds that the target has to take a connection before we say that it does not. */
const patience = 2000;

export const command: Command = {
  name: "record",
  takes: "--target URL --contract NAME[@VERSION]|FILE|URL",
  what: "A proxy before a running backend, until Ctrl-C: everything passes as it comes, each exchange is judged, loses its secrets and is written down when it ends. URL stands for the documents' server URL.",
  options: [
    { name: "target", value: "URL", what: "The backend: http:// or https://, host, port and path." },
    contractOption,
    {
      name: "port",
      value: "N",
      what: "Port on 127.0.0.1 that stands for the target; 4020 when left out, 0 takes any.",
    },
    {
      name: "out",
      value: "FILE",
      what: "Where the recording goes; NAME-DATE.jsonl when left out. A file that is there is replaced by the first exchange.",
    },
    {
      name: "note",
      value: "TEXT",
      what: "What is recorded, with which versions: goes into the first line of the file.",
    },
    {
      name: "shorten",
      value: "N",
      what: "Of the messages that the client sends, such as a page's system prompt, N characters are kept.",
    },
    { name: "header", value: "NAME=VALUE", multiple: true, what: "Goes with every request to the target." },
    {
      name: "mode",
      value: "strict|tolerant",
      what: "Whether an unknown key is a violation (strict, the default) or drift.",
    },
  ],
  examples: [
    "wirecheck record --target http://127.0.0.1:8000/agent --contract ag-ui",
    "wirecheck check ag-ui-20260101-120000.jsonl --contract ag-ui",
    "wirecheck mock --replay ag-ui-20260101-120000.jsonl",
  ],
  async run(given) {
    const options = optionsOf(given);
    const contract = await contractOf("record", given.texts.contract);
    const file = given.texts.out?.[0] ?? `${contract.name}-${stamp()}.jsonl`;
    const tally = { pass: 0, fail: 0, inconclusive: 0 };
    const columns = Math.min(process.stdout.columns || 80, 100);
    const passed = (what: Passed) => {
      if (what.judgement) tally[what.asked.length > 0 ? "fail" : what.judgement.verdict]++;
      process.stdout.write(`${passedLines(what, contract.name, columns)}\n`);
    };
    let fail: (error: RecordError) => void = () => {};
    const failure = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const recorder = await startRecorder({ ...options, contract, file, passed, failed: (error) => fail(error) });
    const trouble = await reach(options.target, patience);
    if (trouble !== undefined) {
      const sentence = `wirecheck: ${options.target} does not answer yet: ${trouble}. It is asked again with each request.`;
      process.stderr.write(`${sentence}\n`);
    }
    process.stdout.write(
      `${recorder.url} stands for ${options.target}  ${nameOf(contract)}\nRecording into ${file}. Ctrl-C stops it.\n`,
    );
    try {
      await Promise.race([untilInterrupted(), failure]);
    } finally {
      await recorder.close();
    }
    process.stdout.write(`${beside("", summaryOf(contract, tally), columns)}\n`);
    return tally.pass > 0 && tally.fail + tally.inconclusive === 0 ? 0 : 1;
  },
};

function optionsOf({ words, texts }: Given) {
  const [word] = words;
  if (word !== undefined) {
    const next = "wirecheck record --target URL --contract NAME.";
    throw new UsageError("too-many", `record takes options alone, and ${word} is none`, next);
  }
  const note = texts.note?.[0];
  const shorten = integer("shorten", texts.shorten?.[0], 1, 1_000_000);
  const mode = choice("mode", texts.mode?.[0], ["strict", "tolerant"] as const);
  return {
    target: targetOf(texts.target?.[0]),
    port: integer("port", texts.port?.[0], 0, 65_535) ?? 4020,
    headers: headers(texts.header),
    ...(mode && { mode }),
    ...(note !== undefined && { note }),
    ...(shorten !== undefined && { shorten }),
  };
}

/** What the proxy cannot pass on for every request is refused rather than lost. */
function targetOf(text: string | undefined): string {
  if (text === undefined) {
    const next = "wirecheck record --target http://127.0.0.1:8000 …";
    throw new UsageError("missing-target", "record needs the backend to stand before: --target URL", next);
  }
  const url = new URL(target(text, "record").replace(/^ws/i, "http"));
  const { username, password, search, hash } = url;
  if (username || password) {
    const next = "Give --header authorization=… instead.";
    throw new UsageError("bad-target", "--target has a name or a password in it", next);
  }
  if (!search && !hash) return url.href.replace(/\/$/, "");
  const next = `Write --target ${url.origin}${url.pathname}.`;
  throw new UsageError("bad-target", `--target ${text} has a query or a fragment, which no request would keep`, next);
}

const nameOf = ({ name, version }: Contract) => `${name}@${version}`;

/** `20260101-120000`, in UTC. */
const stamp = () =>
  new Date()
    .toISOString()
    .replace(/[-:]|\..*/g, "")
    .replace("T", "-");

function summaryOf(contract: Contract, tally: { pass: number; fail: number; inconclusive: number }): string {
  const { pass, fail, inconclusive } = tally;
  const all = pass + fail + inconclusive;
  if (all === 0) return `Nothing was recorded: no request was one of ${nameOf(contract)}.`;
  const parts = [
    ...(fail > 0 ? [`${fail} broken`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} not judged`] : []),
    ...(fail + inconclusive === 0 ? ["all as promised"] : []),
  ];
  return `${count(all, "exchange")} with ${nameOf(contract)} recorded: ${parts.join(", ")}.`;
}
