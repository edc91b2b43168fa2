import { builtIns, rulePage, rules } from "../../../contracts/index.ts";
import { faults, scenarios } from "../../../mocks/index.ts";
import { tool } from "../../probe/index.ts";
import { wrap } from "../../report/index.ts";
import type { Command } from "../command.ts";
import { didYouMean } from "../nearest.ts";
import { UsageError } from "../trouble.ts";
import { choice } from "../values.ts";
import { writeJson } from "../write-json.ts";

/** One thing that is known by name, and what there is to say of it. */
interface Item {
  readonly name: string;
  readonly what: string;
  readonly [more: string]: unknown;
}

const kinds: Readonly<Record<string, () => readonly Item[]>> = {
  contracts: () =>
    builtIns().map(({ name, lines }) => ({
      name,
      what: lines.map(({ line, versions }) => `${line} ${span(versions)}`).join("; "),
      lines: lines.map(({ line, versions }) => ({ line, versions })),
    })),
  rules: () => rules().map(({ id, title, ...rest }) => ({ name: id, what: title, ...rest, page: rulePage(id) })),
  scenarios: () =>
    scenarios().map(({ name, title, contract, breaks, client }) => ({ name, what: title, contract, breaks, client })),
  faults: () => faults().map(({ name, title }) => ({ name, what: title })),
};

export const command: Command = {
  name: "list",
  takes: Object.keys(kinds).join("|"),
  what: "Names what is known to this version: the built-in contracts with their versions, the rules, the mock's scenarios and its faults.",
  options: [{ name: "reporter", value: "list|json", what: "list when left out." }],
  examples: ["wirecheck list contracts", "wirecheck list rules --reporter json"],
  async run({ words, texts }) {
    const [kind, ...more] = words;
    const find = kind === undefined ? undefined : kinds[kind];
    if (!find || more.length > 0) {
      const known = Object.keys(kinds);
      const message =
        kind === undefined
          ? "list needs to know what to list"
          : `list does not know ${more[0] ?? kind}${didYouMean(more[0] ?? kind, known)}`;
      throw new UsageError("unknown-list", message, `List one of ${known.join(", ")}.`);
    }
    const items = find();
    const reporter = choice("reporter", texts.reporter?.[0], ["list", "json"] as const);
    if (reporter === "json") writeJson({ tool, kind, items });
    else process.stdout.write(`${items.flatMap(row).join("\n")}\n`);
    return 0;
  },
};

const span = (versions: readonly string[]) =>
  versions.length > 1 ? `${versions[0]} to ${versions.at(-1)} (${versions.length} versions)` : (versions[0] ?? "");

function row({ name, what }: Item): string[] {
  const lines = wrap(what, 80 - 30);
  const own = name.length > 28 ? [name] : [];
  return [...own, ...lines.map((line, index) => (index === 0 && own.length === 0 ? name : "").padEnd(30) + line)];
}
