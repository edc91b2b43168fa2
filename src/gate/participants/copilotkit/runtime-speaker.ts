import { readFileSync } from "node:fs";
import type { Installed } from "../../install/index.ts";
import { agUiClientSpeaker } from "../ag-ui/client-speaker.ts";
import { driverPath } from "../ask-driver.ts";
import { batched } from "../batched.ts";
import { kept } from "../kept.ts";
import type { Exports } from "../schema-speaker.ts";
import type { Answered, Asked, Asking, Speaker, Taking } from "../types.ts";
import { startAgent } from "./agent.ts";
import { hearRuntime } from "./ask-runtime.ts";
import { lively } from "./lively.ts";
import { fixedQuestions, type Question } from "./questions.ts";
import { startRuntime } from "./start-runtime.ts";

type Heard = Awaited<ReturnType<typeof hearRuntime>>;

/**
 * A real runtime before an agent of ours: what it answers, and what it tells the agent meanwhile. Events it reads as its
 * copy of @ag-ui/client does.
 *
 * @param exports where @ag-ui/core has the schemas of events and inputs
 */
export function runtimeSpeaker(title: string, installed: Installed, exports: Exports, asking: Asking): Speaker {
  const { folder, key } = installed;
  const { signal } = asking;
  const hear = (questions: readonly Question[]): Promise<Heard> => {
    const depends = ["runtime", key, readFileSync(driverPath("runtime.mjs"), "utf8"), JSON.stringify(questions)];
    return kept(asking, title, depends, () => hearRuntime({ folder, signal }, questions));
  };
  const takes = batched(async (requests: readonly Asked[]): Promise<readonly Taking[]> => {
    const heard = await hear(
      requests.map(({ key, method, path, headers, body }) => lively({ key, method, path, headers, body })),
    );
    return heard.map((one) => ({
      taken: !one.refused,
      says: one.refused ? refusal(one, title) : `accepted by ${title}`,
    }));
  });
  const { verdicts } = agUiClientSpeaker(title, installed, "ag-ui", exports, asking);
  return {
    title,
    ...(verdicts && { verdicts }),
    async answers(): Promise<readonly Answered[]> {
      const heard = await hear(await fixedQuestions());
      return heard.map(({ question, status, refused, headers, body }) => ({
        question: question.name ?? question.key,
        status,
        refused,
        headers,
        body,
      }));
    },
    async tells(): Promise<readonly Asked[]> {
      const heard = await hear(await fixedQuestions());
      return heard.flatMap(({ question, told }) => told.map((one) => askedOf(one, question.name ?? question.key)));
    },
    takes,
    async serves(visits) {
      const agent = await startAgent();
      try {
        const runtime = await startRuntime({ folder, agentUrl: agent.url, signal });
        return await visits(runtime.url).finally(() => runtime.stop());
      } finally {
        await agent.stop();
      }
    },
  };
}

function askedOf({ headers, body }: Heard[number]["told"][number], during: string): Asked {
  return { key: "RunAgentInput", method: "POST", path: "", headers, body, status: null, during };
}

/** Characters of an answer that are shown. */
const shown = 160;

function refusal({ status, body }: Heard[number], title: string): string {
  const [, says] = /"(?:message|error|detail)":\s*"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(body)) ?? [];
  // Of a value that GraphQL does not take, the end of the message says why.
  const words = says?.replaceAll(/\\(.)/g, "$1").replace(/^Variable .* got invalid value .*; /s, "");
  const why = words === undefined ? "" : `: ${words.slice(0, shown)}`;
  return `refused by ${title} (${status ?? "no answer"}${why})`;
}
