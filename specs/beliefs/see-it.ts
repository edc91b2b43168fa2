/** What a page's "See it" has one do: the commands of its last fenced block, a line each. */
export function commandsOf(page: string): string[] {
  const block = page.match(/^## See it$[\s\S]*```sh\n([^`]+)```\n$/m)?.[1] ?? "";
  return block
    .replaceAll("\\\n", " ")
    .split(/\n(?=npm |npx |curl )/)
    .map((command) => command.trim())
    .filter(Boolean);
}

/** The backends that the commands start, with the port that each would have. */
export function backendsOf(commands: readonly string[]) {
  return commands.flatMap((command) => {
    const [, name, options = ""] = command.match(/^npm run backend -- ([\w-]+)(.*) &$/) ?? [];
    if (name === undefined) return [];
    const of = (option: string) => options.match(new RegExp(`--${option} (\\S+)`))?.[1];
    const [defect, stack] = [of("defect"), of("stack")];
    return [{ port: of("port") ?? "", how: { name, ...(defect && { defect }), ...(stack && { stack }) } }];
  });
}
