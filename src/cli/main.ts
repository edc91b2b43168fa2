#!/usr/bin/env node
import { commands } from "./catalogue.ts";
import { didYouMean } from "./nearest.ts";
import { parse } from "./parse.ts";
import { troubleOf, UsageError } from "./trouble.ts";
import { writeJson } from "./write-json.ts";

const args = process.argv.slice(2);

// A reader that goes away (`| head`) has read enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
}
process.on("uncaughtException", (error) => process.exit(tell(error)));
process.on("unhandledRejection", (error) => process.exit(tell(error)));

try {
  process.exitCode = await run(args);
} catch (error) {
  process.exitCode = tell(error);
}
// What a target keeps open must not keep us: all is said by now.
if (!process.stdout.write("")) process.stdout.once("drain", () => process.exit());
else process.exit();

async function run([name, ...rest]: readonly string[]): Promise<number> {
  if (name === "--version" || name === "-v") return print(`${(await import("../probe/index.ts")).tool.version}\n`);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const topic = commands.find((one) => one.name === rest[0]);
    const { helpOf, overview } = await import("./help.ts");
    return print(topic ? helpOf(await topic.load()) : overview(commands));
  }
  const found = commands.find((one) => one.name === name);
  if (!found) {
    const names = commands.map((one) => one.name);
    const message = name.startsWith("-")
      ? `${name} is no option of wirecheck itself`
      : `there is no command ${name}${didYouMean(name, names)}`;
    throw new UsageError("unknown-command", message, `Commands: ${names.join(", ")}; wirecheck --help.`);
  }
  const command = await found.load();
  if (rest.includes("--help") || rest.includes("-h")) return print((await import("./help.ts")).helpOf(command));
  return command.run(parse(command, rest));
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** One sentence on standard error, and as JSON on standard output where JSON was asked for. */
function tell(error: unknown): number {
  const trouble = troubleOf(error);
  if (process.env.WIRECHECK_DEBUG) console.error(error);
  const message = trouble.message.replace(/[.\s]+$/, "");
  process.stderr.write(`wirecheck: ${message}. ${trouble.next}\n`);
  if (wantsJson()) writeJson({ error: { ...trouble, message } });
  return 2;
}

function wantsJson(): boolean {
  return args.some(
    (word, index) => word === "--reporter=json" || (word === "json" && args[index - 1] === "--reporter"),
  );
}
