import { parseArgs } from "node:util";
import type { Command, Given, Option } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./trouble.ts";

/**
 * Reads the words after a command's name.
 *
 * @throws UsageError for an option that the command does not have, lacks its value, or is given twice
 */
export function parse(command: Command, args: readonly string[]): Given {
  const byName = new Map(command.options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" } as const]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const texts: Record<string, string[]> = {};
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const option = byName.get(token.name) ?? unknownOption(command, token.rawName);
    if (option.value === undefined) {
      if (token.value !== undefined) throw bad("unexpected-value", `--${option.name} takes no value`, command);
      switches.add(option.name);
      continue;
    }
    texts[option.name] = [...(texts[option.name] ?? []), givenValue(command, option, token.value)];
    if (!option.multiple && (texts[option.name]?.length ?? 0) > 1) {
      throw bad("option-twice", `--${option.name} is given twice and can be given once`, command);
    }
  }
  return { words, texts, switches };
}

function givenValue(command: Command, option: Option, value: string | undefined): string {
  if (value !== undefined && value !== "") return value;
  if (value === "" && option.name === "origin") return value;
  throw bad("missing-value", `--${option.name} needs a value: --${option.name} ${option.value}`, command);
}

function unknownOption(command: Command, raw: string): never {
  const known = command.options.map(({ name }) => `--${name}`);
  throw bad("unknown-option", `${command.name} has no option ${raw}${didYouMean(raw, known)}`, command);
}

function bad(id: string, message: string, command: Command): UsageError {
  return new UsageError(id, message, `wirecheck ${command.name} --help lists its options.`);
}
