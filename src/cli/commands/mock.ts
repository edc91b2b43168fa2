import { builtIns, type Contract, loadContract, loadContracts } from "../../../contracts/index.ts";
import { createMock, faults, scenarios } from "../../../mocks/index.ts";
import type { Command, Given } from "../command.ts";
import { contractOption } from "../contract.ts";
import { untilInterrupted } from "../interrupted.ts";
import { didYouMean } from "../nearest.ts";
import { reasonOf } from "../refused-reason.ts";
import { type Replayed, readReplayed } from "../replayed.ts";
import { servedTable } from "../served-table.ts";
import { UsageError } from "../trouble.ts";
import { choice, integer, pairs } from "../values.ts";

export const command: Command = {
  name: "mock",
  takes: "[NAME[@VERSION]|FILE|URL]…",
  what: "Serves the contracts as a real backend would, HTTP, event streams and WebSockets, until Ctrl-C. Every built-in contract when none is named.",
  options: [
    contractOption,
    {
      name: "port",
      value: "N",
      what: "First port; each service that collides gets the next. 4010 when left out; 0 takes any.",
    },
    { name: "host", value: "ADDRESS", what: "Address to listen on; 127.0.0.1 when left out." },
    { name: "serve", value: "NAME=PORT", multiple: true, what: "Puts one service on a port of its own." },
    { name: "scenario", value: "NAME", what: "The conversation to play; wirecheck list scenarios." },
    { name: "fault", value: "NAME", what: "The misbehaviour to play; wirecheck list faults." },
    {
      name: "replay",
      value: "FILE",
      what: "Answers with the exchanges of a recording, in order, under the contract that it was recorded under.",
    },
    { name: "pace", value: "realtime|none", what: "Streams as a person would see them (the default), or at once." },
    { name: "seed", value: "N", what: "Seed of every id; 1 when left out." },
    { name: "cors", value: "open|contract", what: "Any loopback origin (the default), or the contract's own list." },
  ],
  examples: [
    "wirecheck mock",
    "wirecheck mock customer-support --port 4010",
    "wirecheck mock video-studio --serve video-studio=3001 --scenario workflow",
    "wirecheck mock --replay recording.jsonl",
  ],
  async run(given) {
    const options = optionsOf(given);
    const named = await contractsOf(given);
    const replayed = await replayedOf(given, named);
    const contracts = replayed ? [replayed.contract] : named.length > 0 ? named : await everyBuiltIn();
    const serve = portsOf(given, contracts);
    const log = (line: string) => process.stdout.write(`${line}\n`);
    const own = { ...(Object.keys(serve).length > 0 && { serve }), ...(replayed && { replay: replayed.exchanges }) };
    const mock = await createMock({ ...options, contracts, log, explain: reasonOf, ...own });
    process.stdout.write(servedTable(mock));
    await untilInterrupted();
    await mock.close();
    return 0;
  },
};

function optionsOf({ texts }: Given) {
  const port = integer("port", texts.port?.[0], 0, 65_535);
  const seed = integer("seed", texts.seed?.[0], 0, Number.MAX_SAFE_INTEGER);
  const pace = choice("pace", texts.pace?.[0], ["realtime", "none"] as const);
  const cors = choice("cors", texts.cors?.[0], ["open", "contract"] as const);
  const scenario = named("scenario", texts.scenario?.[0], () => scenarios());
  const fault = named("fault", texts.fault?.[0], () => faults());
  const host = texts.host?.[0];
  return {
    port: port ?? 4010,
    ...(host !== undefined && { host }),
    ...(seed !== undefined && { seed }),
    ...(pace && { pace }),
    ...(cors && { cors }),
    ...(scenario !== undefined && { scenario }),
    ...(fault !== undefined && { fault }),
  };
}

function named(what: string, name: string | undefined, known: () => readonly { readonly name: string }[]) {
  const names = name === undefined ? [] : known().map((one) => one.name);
  if (name === undefined || names.includes(name)) return name;
  const message = `there is no ${what} ${name}${didYouMean(name, names)}`;
  throw new UsageError(`unknown-${what}`, message, `wirecheck list ${what}s names them.`);
}

/** Each word is a service; the documents of `--contract` are one service together. */
async function contractsOf({ words, texts }: Given): Promise<Contract[]> {
  const together = texts.contract ? [await loadContract(texts.contract)] : [];
  return [...(await loadContracts(words)), ...together];
}

const everyBuiltIn = () => loadContracts(builtIns().map(({ name }) => name));

async function replayedOf({ texts }: Given, named: readonly Contract[]): Promise<Replayed | undefined> {
  const file = texts.replay?.[0];
  if (file === undefined) return undefined;
  if (texts.scenario) {
    const message = "--replay and --scenario are two conversations, and the mock plays one";
    throw new UsageError("two-conversations", message, "Leave one of them out.");
  }
  return readReplayed(file, named);
}

function portsOf({ texts }: Given, contracts: readonly Contract[]): Record<string, number> {
  const names = contracts.map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(pairs("serve", texts.serve)).map(([name, port]) => {
      if (names.includes(name)) return [name, integer("serve", port, 0, 65_535) as number];
      const message = `--serve ${name}=${port} names no service that is served${didYouMean(name, names)}`;
      throw new UsageError("unknown-service", message, `Served: ${names.join(", ")}.`);
    }),
  );
}
