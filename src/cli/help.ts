import { wrap } from "../report/index.ts";
import type { Command, Option } from "./command.ts";

const columns = 80;

/** The page of one command. */
export function helpOf(command: Command): string {
  const options = [...command.options, { name: "help", what: "Shows this page." }];
  return [
    ...wrap(`wirecheck ${command.name} ${command.takes}`, columns),
    "",
    ...wrap(command.what, columns),
    "",
    "Options",
    ...table(options.map((option) => [shownOf(option), whatOf(option)])),
    "",
    "Examples",
    ...command.examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

/** The page of the program. */
export function overview(commands: readonly { readonly name: string; readonly what: string }[]): string {
  return [
    "wirecheck COMMAND …",
    "",
    ...wrap(
      "One contract for the wire between an agent UI and its backend: it plays a mock, checks real backends, says why a connection fails, and decides whether an upgrade may in.",
      columns,
    ),
    "",
    "Commands",
    ...table(commands.map(({ name, what }) => [name, what])),
    "",
    "wirecheck COMMAND --help shows its options; wirecheck --version the version.",
    "Exit code 0: all as promised. 1: something is not, or could not be judged.",
    "2: a wrong option, address, document or contract, or our own failure.",
    "",
  ].join("\n");
}

const shownOf = ({ name, value }: Option) => `--${name}${value === undefined ? "" : ` ${value}`}`;
const whatOf = ({ what, multiple }: Option) => (multiple ? `${what} Repeatable.` : what);

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(Math.max(...rows.map(([left]) => left.length)), 28) + 4;
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, columns - width);
    const head = `  ${left}`;
    const own = head.length + 1 >= width ? [head] : [];
    return [
      ...own,
      ...lines.map((line, index) => (index === 0 && own.length === 0 ? head.padEnd(width) : " ".repeat(width)) + line),
    ];
  });
}
