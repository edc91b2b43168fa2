import { readdirSync, readFileSync } from "node:fs";
import { root } from "../../architecture/tree.ts";

/** A fenced block of a rule's page that a judge can read. */
export interface PageExample {
  /** Whether the page says that it breaks the rule, or keeps it. */
  readonly word: "breaks" | "keeps";
  /** Contract to judge with, or "schema" where the block brings its own. */
  readonly contract: string;
  readonly kind: "sse" | "json";
  readonly text: string;
}

export interface RulePage {
  readonly id: string;
  readonly headings: readonly string[];
  readonly title: string;
  readonly examples: readonly PageExample[];
  readonly lines: number;
}

const folder = `${root}docs/rules`;
const fence = /^```(sse|json) (breaks|keeps) (\S+)\n([\s\S]*?)\n```$/gm;

/** Every page below docs/rules, read. */
export function rulePages(): RulePage[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => {
      const text = readFileSync(`${folder}/${name}`, "utf8");
      return {
        id: name.slice(0, -".md".length),
        title: /^# (.*)$/m.exec(text)?.[1] ?? "",
        headings: [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading ?? ""),
        examples: [...text.matchAll(fence)].map(
          ([, kind, word, contract, body]) => ({ kind, word, contract, text: body }) as PageExample,
        ),
        lines: text.split("\n").length,
      };
    });
}
