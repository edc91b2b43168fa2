import { appendFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contract, loadContract } from "../../contracts/index.ts";
import type { Diagnosis } from "../../src/diagnose/index.ts";
import type { Case, Given, Served } from "./cases/index.ts";
import { diagnosed } from "./diagnosed.ts";

/** Longer than people wait: machines of CI may be busy, and what is slow is evidence. */
const budget = 12_000;
/** Most of a diagnosis is waiting. */
const atOnce = 3;

/**
 * Starts a server and asks it all its cases.
 *
 * @param folder for logs and documents
 */
export async function askAll({ start, cases }: Served, folder: string): Promise<readonly Diagnosis[]> {
  mkdirSync(folder, { recursive: true });
  const printed = join(folder, "printed.log");
  // An old traceback says nothing of now.
  writeFileSync(printed, "Traceback (most recent call last):\n");
  const server = await start((text) => appendFileSync(printed, text));
  try {
    const results: Diagnosis[] = [];
    for (let at = 0; at < cases.length; at += atOnce) {
      const some = cases.slice(at, at + atOnce);
      results.push(...(await Promise.all(some.map((one) => ask(server.url, one, folder, printed)))));
    }
    return results;
  } finally {
    await server.stop();
  }
}

async function ask(url: string, one: Case, folder: string, printed: string): Promise<Diagnosis> {
  const { path, scheme = "ws", given = {} } = one;
  const { contract, log, ...more } = given;
  const own = mkdtempSync(join(folder, "case-"));
  const at = url + path;
  const file = log && ("printed" in log ? printed : await logOf(log, at, join(own, "server.log")));
  const began = performance.now();
  const result = await diagnosed({
    url: at.replace(/^http/, scheme === "http" ? "http" : scheme),
    budget,
    ...more,
    ...(contract && { contract: await loaded(contract, own) }),
    ...(file !== undefined && { log: file }),
  });
  const took = performance.now() - began;
  if (took > (more.budget ?? budget) + 3000)
    throw new Error(`${path} took ${Math.round(took)} ms, which is over its budget`);
  return result;
}

async function logOf(log: Exclude<NonNullable<Given["log"]>, { printed: true }>, url: string, file: string) {
  const text = "text" in log ? log.text : await answerOf(url, log.posted);
  writeFileSync(file, text);
  return file;
}

/** What somebody writes who keeps what a client is answered, and the server of it. */
async function answerOf(url: string, posted: unknown): Promise<string> {
  const headers = { "content-type": "application/json" };
  const body = typeof posted === "string" ? posted : JSON.stringify(posted);
  const answer = await fetch(url, { method: "POST", headers, body });
  const text = await answer.text();
  return `INFO:     "POST ${new URL(url).pathname} HTTP/1.1" ${answer.status}\n${text}\n`;
}

async function loaded(contract: string | object, folder: string): Promise<Contract> {
  if (typeof contract === "string") return loadContract(contract);
  const file = join(folder, "documents.json");
  writeFileSync(file, JSON.stringify(contract));
  return loadContract(file);
}
