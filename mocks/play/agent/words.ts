import { type RunInput, textOf } from "./input.ts";

const policy =
  "You can return anything within 30 days of delivery for a full refund. The money is back on your card within five working days.";
const greeting = "Hello! I looked into our help pages, and I am here for orders, refunds and everything else.";

/** What the help pages say to a question. */
export const lookedUp = (question: string) => (/refund|return/i.test(question) ? policy : greeting);

/** What the agent makes of the result of a tool that the page ran. */
export const ofResult = (name: string, result: string) => `The tool ${name} said: ${result}`;

/** Everything that the page lets the agent know; undefined where the question is about something else. */
export function ofReadables(input: RunInput, question: string): string | undefined {
  if (!/what (do|can) you (know|see)/i.test(question)) return undefined;
  const known = readablesOf(input);
  if (known.length === 0) return "I know nothing but what you wrote here.";
  return `This is what I know. ${known.join("; ")}.`;
}

/** Until CopilotKit 1.10 the readables stood in the system message alone, between fences, a line each. */
function readablesOf({ context, messages }: RunInput): string[] {
  if (context.length > 0) return context.map(({ description, value }) => `${description}: ${value}`);
  const system = messages.filter(({ role }) => role === "system").map(textOf);
  const [, fenced = ""] = /```\n([\s\S]*?)```/.exec(system.join("\n")) ?? [];
  return fenced.split("\n").flatMap((line) => line.trim().replace(/^\d+\. /, "") || []);
}

/** A few words at a time, as a model answers. */
export function pieces(text: string): string[] {
  return [...text.matchAll(/(\S+\s*){1,3}/g)].map(([piece]) => piece);
}
