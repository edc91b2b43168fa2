// Drives @ag-ui/client: node ag-ui-client.mjs FOLDER < QUESTION > ANSWER.
//   {"ask": "verdicts", "contexts": {TYPE: {before, after}}, "values": {"Event": [...]}} -> {"Event": [[accepted, false]]}
//     each event alone in a run that is otherwise in order, through the whole agent; it reads events and sends none
//   {"ask": "talks", "talks": [{"name", "url", "input"}]} -> [{"name", "ok", "says"}]
//     one run each, of a server that is really there
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , folder = "."] = process.argv;
const question = JSON.parse(readFileSync(0, "utf8"));
const { HttpAgent } = createRequire(join(folder, "package.json"))("@ag-ui/client");

// Agents print what they throw, and rejections that they leave to nobody are heard of by the run as well.
for (const method of /** @type {const} */ (["log", "info", "warn", "error", "debug"])) console[method] = () => {};
process.on("unhandledRejection", () => {});

/** @param {string} url @param {Record<string, unknown>} [input] */
async function run(url, input = {}) {
  const { messages = [], ...more } = input;
  const agent = new HttpAgent({ url, threadId: "thread", initialMessages: messages });
  let failed;
  // The oldest agents tell a failure to nobody but this.
  const onError = agent.onError?.bind(agent);
  agent.onError = (/** @type {unknown[]} */ ...given) => {
    failed = given.find((one) => one instanceof Error) ?? given[0];
    return onError?.(...given);
  };
  await agent.runAgent({ runId: "run", ...more });
  if (failed) throw failed;
}

/** @param {unknown} error */
const words = (error) =>
  String(error instanceof Error ? error.message : error)
    .replace(/\s+/g, " ")
    .slice(0, 200);

if (question.ask === "talks") {
  const answers = [];
  for (const { name, url, input } of question.talks) {
    try {
      await run(url, input);
      answers.push({ name, ok: true, says: "the run ended" });
    } catch (error) {
      answers.push({ name, ok: false, says: words(error) });
    }
  }
  process.stdout.write(JSON.stringify(answers));
} else {
  const start = { type: "RUN_STARTED", threadId: "thread", runId: "run" };
  const end = { type: "RUN_FINISHED", threadId: "thread", runId: "run" };
  let body = "";
  globalThis.fetch = async () => new Response(body, { headers: { "content-type": "text/event-stream" } });
  const verdicts = [];
  for (const value of question.values.Event) {
    const context = question.contexts[value?.type] ?? {};
    const events = [...(context.before ?? [start]), value, ...(context.after ?? [end])];
    body = events
      .map((event) => `data: ${JSON.stringify(event === value ? value : filled(event, value))}\n\n`)
      .join("");
    try {
      await run("http://127.0.0.1/");
      verdicts.push([true, false]);
    } catch (error) {
      // The last stage of the oldest agents has nothing to say where no message came; that is no refusal.
      verdicts.push([words(error) === "no elements in sequence", false]);
    }
  }
  process.stdout.write(JSON.stringify({ Event: verdicts }));
}

/** A context's event with the ids of the event that it surrounds. @param {Record<string, unknown>} event @param {any} value */
function filled(event, value) {
  return Object.fromEntries(
    Object.entries(event).map(([key, own]) => [
      key,
      own === null && typeof value?.[key] === "string" ? value[key] : (own ?? "id"),
    ]),
  );
}
