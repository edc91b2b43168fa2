import { isMembers, sample } from "../../../contracts/index.ts";
import type { Json } from "../../edit.ts";
import type { RunInput, Tool } from "./input.ts";
import { treeOf } from "./schema-tree.ts";

/** The same arguments for the same tool, whoever asks. */
const seed = 1;

/**
 * The page's tool that a question is for: the one that it names, or whose words it has. The first word of a name is a verb
 * (`render_product_card`), and need not be said.
 */
export function toolFor(question: string, tools: readonly Tool[]): Tool | undefined {
  const said = new Set(wordsOf(question));
  const counted = tools.map((tool) => ({ tool, words: question.includes(tool.name) ? [tool.name] : nouns(tool.name) }));
  const asked = counted.filter(({ tool, words }) => words[0] === tool.name || words.every((word) => said.has(word)));
  return asked.toSorted((a, b) => b.words.length - a.words.length)[0]?.tool;
}

const wordsOf = (text: string) =>
  text
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\d]+/gu) ?? [];

function nouns(name: string): string[] {
  const [first, ...rest] = wordsOf(name);
  return rest.length > 0 ? rest : [first ?? name];
}

/** Arguments that a tool takes, in the pieces in which they are streamed: a member each. */
export function argumentsOf({ parameters }: Tool): string[] {
  const value = sample({ $defs: {} }, treeOf(parameters), { seed });
  const members = Object.entries(isMembers(value) ? value : {});
  if (members.length === 0) return ["{}"];
  const texts = members.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`);
  return texts.map((text, index) => `${index === 0 ? "{" : ","}${text}${index === texts.length - 1 ? "}" : ""}`);
}

/** The name of the page's tool whose result is the last message, and that result; undefined where it is none. */
export function resultIn({ messages, tools }: RunInput): { readonly name: string; readonly of: Json } | undefined {
  const last = messages.at(-1);
  if (last?.role !== "tool") return undefined;
  const calls = messages.flatMap(({ toolCalls }) => (Array.isArray(toolCalls) ? toolCalls.filter(isMembers) : []));
  const called = calls.find(({ id }) => id === last.toolCallId)?.function;
  const name = isMembers(called) ? called.name : undefined;
  return tools.some((tool) => tool.name === name) ? { name: String(name), of: last } : undefined;
}
