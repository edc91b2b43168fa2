import { converse } from "../../../probe/index.ts";
import { type Agent, startAgent, type Told } from "./agent.ts";
import { type Answer, answerOf } from "./answer.ts";
import { Names } from "./names.ts";
import type { Question } from "./questions.ts";
import { type Runtime, startRuntime } from "./start-runtime.ts";

/** What a runtime answered to one question, and what it told its agent for it; steady. */
export interface Answered extends Answer {
  readonly question: Question;
  readonly told: readonly Told[];
}

/** A runtime to ask. */
export interface AskedRuntime extends Pick<Runtime, "url" | "routes"> {
  /** The agent behind it, which is asked by nobody else. */
  readonly agent: Agent;
  readonly signal?: AbortSignal | undefined;
  /** Of one answer, in milliseconds; default 10,000. */
  readonly budget?: number;
}

/** Where a page comes from, whose requests these could be. */
const origin = "http://localhost:3000";

/**
 * Asks a runtime one question after the other. Ids, times and ports that differ from run to run are named within each
 * answer, and stacks are left out.
 *
 * @returns an answer for each question but those for routes where there are none
 * @throws the signal's reason
 */
export async function askRuntime(
  { url, routes, agent, signal, budget = 10_000 }: AskedRuntime,
  questions: readonly Question[],
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  agent.heard();
  for (const question of questions) {
    const base = question.atRoutes ? routes : url;
    if (base === undefined) continue;
    const { method, path, headers, body } = question;
    const exchange = await converse({
      url: base + path,
      method,
      headers: { origin, ...headers },
      ...(body !== null && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      budgets: { firstFrame: budget, idle: budget, total: budget },
      ...(signal && { signal }),
    });
    signal?.throwIfAborted();
    // What was asked and told first: one id more in the answer is no news about them.
    const names = new Names();
    names.of(body);
    const told = names.of(agent.heard());
    answers.push({ question, ...names.of(withoutStacks(answerOf(exchange))), told });
  }
  return answers;
}

/** A stack names places on a disk. */
function withoutStacks<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, one) => (key === "stack" ? undefined : one));
}

/**
 * Starts the real runtime of a folder before an agent of ours, asks it and ends both.
 *
 * @throws ParticipantError `runtime-not-started`; the signal's reason
 */
export async function hearRuntime(
  { folder, signal }: { readonly folder: string; readonly signal?: AbortSignal },
  questions: readonly Question[],
): Promise<readonly Answered[]> {
  const agent = await startAgent();
  try {
    const runtime = await startRuntime({ folder, agentUrl: agent.url, signal });
    try {
      return await askRuntime({ ...runtime, agent, signal }, questions);
    } finally {
      await runtime.stop();
    }
  } finally {
    await agent.stop();
  }
}
