import { accessSync, constants, statSync } from "node:fs";
import { loadContract } from "../../../contracts/index.ts";
import { type DiagnoseOptions, diagnose } from "../../diagnose/index.ts";
import { awaitAnswer } from "../../probe/index.ts";
import { diagnosisList } from "../../report/index.ts";
import type { Command, Given } from "../command.ts";
import { contractOption } from "../contract.ts";
import { interrupted } from "../interrupted.ts";
import { UsageError } from "../trouble.ts";
import { choice, headers, pairs, seconds, target } from "../values.ts";
import { writeJson } from "../write-json.ts";

export const command: Command = {
  name: "diagnose",
  takes: "URL",
  what: "Says why a connection fails: the cause, what to do, the evidence for it, and what could not be told. URL is the very address that fails; http:, https:, ws: or wss:.",
  options: [
    {
      ...contractOption,
      what: "What the client expects there: a built-in contract (copilotkit@1.10.6, say), or documents.",
    },
    { name: "origin", value: "URL", what: "Origin of the frontend; the contract's when left out." },
    { name: "header", value: "NAME:VALUE", multiple: true, what: "Goes with every request." },
    { name: "query", value: "NAME=VALUE", multiple: true, what: "Goes into the query." },
    {
      name: "param",
      value: "NAME=VALUE",
      multiple: true,
      what: "Value of a {NAME} in the URL; agent=NAME for a runtime.",
    },
    { name: "log", value: "FILE", what: "The server's log; its end is read, secrets left out." },
    { name: "app", value: "DIR", what: "The Python sources; they are read, never run." },
    { name: "wait", value: "SECONDS", what: "Asks until something answers, then begins." },
    { name: "budget", value: "SECONDS", what: "For all probes together; 5 when left out." },
    { name: "follow", what: "Follows redirects, to other hosts too." },
    { name: "reporter", value: "list|json", what: "How to report; list when left out." },
  ],
  examples: [
    "wirecheck diagnose ws://127.0.0.1:3001/ws/coordinator --app backend/",
    "wirecheck diagnose http://localhost:8000/run --contract copilotkit@1.10.6",
    "wirecheck diagnose wss://studio.example/ws --origin https://studio.example",
    "wirecheck diagnose ws://127.0.0.1:3001/ws --log uvicorn.log --wait 30",
  ],
  async run(given) {
    const kind = choice("reporter", given.texts.reporter?.[0], ["list", "json"] as const) ?? "list";
    const result = await diagnose(await optionsOf(given));
    if (kind === "json") writeJson(result);
    else process.stdout.write(diagnosisList(result, Math.min(process.stdout.columns || 80, 100)));
    return result.verdict === "pass" ? 0 : 1;
  },
};

async function optionsOf({ words, texts, switches }: Given): Promise<DiagnoseOptions> {
  const [word, ...more] = words;
  const url = target(word, "diagnose");
  if (more.length > 0)
    throw new UsageError(
      "too-many",
      `diagnose takes one URL, and ${more[0]} is another`,
      "Diagnose one address a run.",
    );
  const [origin, log, app] = [texts.origin?.[0], texts.log?.[0], texts.app?.[0]];
  if (origin !== undefined && origin !== "" && (!URL.canParse(origin) || new URL(origin).origin === "null"))
    throw new UsageError("bad-origin", `--origin ${origin} is no origin`, "Write --origin http://localhost:3000, say.");
  const wait = seconds("wait", texts.wait?.[0]);
  const budget = seconds("budget", texts.budget?.[0], 0.5);
  readable("log", log, false);
  readable("app", app, true);
  // A contract that is read from a server has to wait for it as well.
  if (wait !== undefined && texts.contract?.some((one) => /^https?:/i.test(one))) await awaitAnswer(url, wait);
  const contract = texts.contract ? await loadContract(texts.contract) : undefined;
  return {
    url,
    headers: headers(texts.header),
    query: pairs("query", texts.query),
    parameters: pairs("param", texts.param),
    follow: switches.has("follow"),
    ...(contract && { contract }),
    ...(origin !== undefined && { origin }),
    ...(log !== undefined && { log }),
    ...(app !== undefined && { app }),
    ...(wait !== undefined && { wait }),
    ...(budget !== undefined && { budget }),
    signal: interrupted(),
  };
}

/** @throws UsageError where a file or folder that was named cannot be read */
function readable(option: string, path: string | undefined, folder: boolean): void {
  if (path === undefined) return;
  const noun = folder ? "a folder" : "a file";
  try {
    accessSync(path, constants.R_OK);
    if (statSync(path).isDirectory() === folder) return;
  } catch (error) {
    const message = `--${option} ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw new UsageError("cannot-read", message, `Give --${option} ${noun} that can be read.`);
  }
  throw new UsageError("cannot-read", `--${option} ${path} is not ${noun}`, `Give --${option} ${noun}.`);
}
