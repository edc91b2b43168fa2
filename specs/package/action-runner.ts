import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const main = join(root, "dist", "src", "cli", "main.js");

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

export const text = readFileSync(join(root, "action.yml"), "utf8");
export const action: {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
} = parse(text);

/** The expressions of a text, without `${{ }}`. */
export const expressionsOf = (some: string): readonly string[] =>
  [...some.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)].map(([, inner = ""]) => inner);

/** A comment as GitHub's API has it. */
export interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  readonly body: string;
}

/** What stands for npx, which would ask a registry: the command of this checkout, with its words written down. */
const npx = `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const words = process.argv.slice(2);
appendFileSync(process.env.NPX_LOG, JSON.stringify(words) + "\\n");
const own = words.slice(words.indexOf("--") + 2);
const { status } = require("node:child_process").spawnSync(process.execPath, [${JSON.stringify(main)}, ...own], { stdio: "inherit" });
process.exit(status);
`;

/** What stands for gh: comments are kept in a file. Without one it lacks the permission. */
const gh = `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const file = process.env.COMMENTS;
if (!existsSync(file)) { console.error("gh: Resource not accessible by integration (HTTP 403)"); process.exit(1); }
const comments = JSON.parse(readFileSync(file, "utf8"));
const words = process.argv.slice(2);
const [path] = words.filter((word) => word.startsWith("repos/o/r/issues/"));
const field = words[words.indexOf("--field") + 1] ?? "";
const body = () => readFileSync(field.replace(/^body=@/, ""), "utf8");
if (words.includes("PATCH")) comments.find(({ id }) => path.endsWith("/comments/" + id)).body = body();
else if (words.includes("POST")) comments.push({ id: comments.length + 1, user: { type: "Bot" }, body: body() });
else if (path === "repos/o/r/issues/7/comments?per_page=100" && words.includes("--paginate"))
  for (const { id, user, body } of comments) if (user.type === "Bot" && body.startsWith("<!-- wirecheck gate -->")) console.log(String(id));
writeFileSync(file, JSON.stringify(comments));
`;

/** What a run of the action left behind. */
export interface RanAction {
  readonly code: number;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The words of each call of npx. */
  readonly asked: readonly (readonly string[])[];
  readonly comments: readonly Comment[] | undefined;
}

/**
 * Runs the steps as a runner of GitHub does, as far as this action asks for it.
 *
 * @param folder of the run; the same one again has the comments that are there
 * @param repo what is checked out
 * @param comments those that are there before; null without the permission; those of the last run when left out
 */
export function runAction(
  folder: string,
  repo: string,
  inputs: Readonly<Record<string, string>>,
  comments?: readonly Comment[] | null,
): RanAction {
  const at = (name: string) => join(folder, name);
  mkdirSync(at("bin"), { recursive: true });
  writeFileSync(at("bin/package.json"), '{"type": "commonjs"}');
  for (const [name, script] of Object.entries({ npx, gh })) {
    writeFileSync(at(`bin/${name}`), script);
    chmodSync(at(`bin/${name}`), 0o755);
  }
  if (comments) writeFileSync(at("comments.json"), JSON.stringify(comments));
  for (const name of ["summary", "npx.log"]) writeFileSync(at(name), "");
  const contexts: Record<string, string> = { "runner.temp": at("temp"), "github.action_path": root };
  Object.assign(contexts, { "github.token": "t", "github.event.pull_request.number": "7" });
  for (const [name, { default: usual }] of Object.entries(action.inputs))
    contexts[`inputs.${name}`] = inputs[name] ?? usual;
  const env = {
    ...process.env,
    PATH: `${at("bin")}${delimiter}${process.env.PATH}`,
    NPX_LOG: at("npx.log"),
    COMMENTS: at("comments.json"),
    GITHUB_STEP_SUMMARY: at("summary"),
    GITHUB_REPOSITORY: "o/r",
    GITHUB_BASE_REF: "main",
    FORCE_COLOR: "1", // As many workflows have it.
  };
  let [code, stdout] = [0, ""];
  const outputs: Record<string, string> = {};
  for (const { id, if: condition, env: own, run } of action.runs.steps) {
    if (code !== 0 || (condition && !holds(condition, contexts))) continue;
    const output = at(`output-${id}`);
    writeFileSync(output, "");
    const given = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, filled(value, contexts)]));
    const ran = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: repo,
      env: { ...env, ...given, GITHUB_OUTPUT: output },
      encoding: "utf8",
    });
    code = ran.status ?? -1;
    stdout += ran.stdout + ran.stderr;
    for (const line of readFileSync(output, "utf8").trim().split("\n").filter(Boolean)) {
      const [name = "", ...value] = line.split("=");
      contexts[`steps.${id}.outputs.${name}`] = value.join("=");
    }
  }
  for (const [name, { value }] of Object.entries(action.outputs)) outputs[name] = filled(value, contexts);
  const asked = readFileSync(at("npx.log"), "utf8").trim().split("\n").filter(Boolean);
  return {
    code,
    stdout,
    outputs,
    summary: readFileSync(at("summary"), "utf8"),
    asked: asked.map((line) => JSON.parse(line)),
    comments: existsSync(at("comments.json")) ? JSON.parse(readFileSync(at("comments.json"), "utf8")) : undefined,
  };
}

const filled = (some: string, contexts: Readonly<Record<string, string>>) =>
  some.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, name) => contexts[name] ?? "");

/** A condition of the form `A == 'x' && B != '' && C`. */
const holds = (condition: string, contexts: Readonly<Record<string, string>>) =>
  condition.split(" && ").every((part) => {
    const [, name = part, operator, value = ""] = /^(\S+) ([!=]=) '(.*)'$/.exec(part) ?? [];
    const is = contexts[name] ?? "";
    return operator === undefined ? is !== "" : (is === value) === (operator === "==");
  });
