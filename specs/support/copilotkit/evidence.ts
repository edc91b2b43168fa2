import { readFileSync, writeFileSync } from "node:fs";
import { type Exchange, loadContract } from "../../../contracts/index.ts";
import { converse } from "../../../src/probe/index.ts";
import type { Generation, Question } from "./questions.ts";
import type { Forwarded } from "./recording-agent.ts";

/**
 * A question and what a real runtime answered. `status` is null where the answer never came to its end.
 */
export interface Answered extends Question {
  readonly status: number | null;
  readonly answered: Readonly<Record<string, string>>;
  /** Raw, one a frame. */
  readonly frames: readonly string[];
}

/** What one real runtime was asked, answered and told its agent. */
export interface Evidence {
  readonly runtime: string;
  readonly asked: readonly Answered[];
  readonly forwarded: readonly Forwarded[];
  /** Its GraphQL schema by introspection, sorted, in SDL; absent where it has none. */
  readonly graphql?: string;
}

/** Versions of the real runtime, and of the contract that is held to each. */
export const generations = [
  { runtime: "1.9.3", main: "1.9.3" },
  { runtime: "1.10.6", main: "1.10.6" },
  { runtime: "1.50.0", main: "1.50.0", routes: "1.50.0" },
  { runtime: "1.75.0", main: "1.74.0", routes: "1.75.0" },
] as const;

const fileOf = (runtime: string) => `fixtures/cases/copilotkit/${runtime}.json`;

/** Stands for the document of `generateCopilotResponse`, which a file holds once. */
const token = '"(document)"';

export function evidenceOf(runtime: string): Evidence {
  const text = readFileSync(fileOf(runtime), "utf8");
  const { document, ...evidence } = JSON.parse(text.replaceAll(token, JSON.stringify(JSON.parse(text).document)));
  return evidence;
}

/** @param document of `generateCopilotResponse` */
export function writeEvidence(evidence: Evidence, document: string): void {
  const text = JSON.stringify(evidence, null, 2).replaceAll(JSON.stringify(document), token);
  writeFileSync(fileOf(evidence.runtime), `${JSON.stringify({ document, ...JSON.parse(text) }, null, 2)}\n`);
}

export async function generationOf(each: (typeof generations)[number]): Promise<Generation> {
  const main = await loadContract(`copilotkit@${each.main}`);
  if (!("routes" in each)) return { main };
  return { main, routes: await loadContract(`copilotkit/@copilotkit/runtime/v2@${each.routes}`) };
}

/** Headers of an answer that say something of the contract. */
const telling = ["content-type", "allow", "accept", "x-copilotkit-runtime-version", "access-control-allow-origin"];

/** Asks a running runtime, and waits a second for what may never come. */
export async function ask(url: string, question: Question): Promise<Answered> {
  const { method, path, headers, body } = question;
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const budget = question.wrongAt === undefined ? 10_000 : 1_000;
  const exchange = await converse({
    url: `${url}${path}`,
    method,
    ...(headers && { headers }),
    ...(text !== undefined && { body: text }),
    budgets: { firstFrame: budget, idle: budget, total: budget },
  });
  const seen = exchange.response?.headers ?? {};
  return {
    ...question,
    status: exchange.end.how === "complete" ? (exchange.response?.status ?? null) : null,
    answered: Object.fromEntries(telling.flatMap((name) => (seen[name] === undefined ? [] : [[name, seen[name]]]))),
    frames: exchange.frames.map(({ raw }) => raw.replaceAll(/"stack":"(?:[^"\\]|\\.)*"/g, '"stack":"…"')),
  };
}

/** The exchange again, as the judge takes it. */
export function exchangeOf(answered: Answered, endpoint: string): Exchange {
  const { method, path, headers = {}, body, status, frames } = answered;
  return {
    endpoint,
    transport: "http",
    request: { method, url: path, headers, ...(body !== undefined && { body: textOf(body) }) },
    ...(status !== null && { response: { status, reason: "", headers: answered.answered } }),
    frames: frames.map((raw) => ({ from: "server", at: 0, raw })),
    end: { how: "complete" },
  };
}

export const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));
