import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { causes } from "../../src/diagnose/index.ts";

const folder = fileURLToPath(new URL("../../docs/causes/", import.meta.url));
const pages = readdirSync(folder);

test("every cause has a page, and every page a cause", () => {
  const ids = [...new Set(causes.map(({ id }) => id))];
  expect(pages.map((name) => basename(name, ".md")).sort()).toEqual(ids.sort());
});

test("every page says what happened, how it is seen, and the fix", () => {
  for (const page of pages) {
    const text = readFileSync(folder + page, "utf8");
    expect(text.match(/^#+ .*$/gm), page).toEqual([
      `# ${basename(page, ".md")}`,
      "## What happened",
      "## How it is seen",
      "## The fix",
    ]);
    for (const [, link = ""] of text.matchAll(/\]\((\.\.?\/[^)]+|[\w-]+\.md)\)/g)) {
      expect(() => readFileSync(folder + link), `${page} links to ${link}`).not.toThrow();
    }
  }
});

test("the last certainty of every row has no condition", () => {
  for (const { id, certainty } of causes) expect([id, certainty.at(-1)?.when]).toEqual([id, undefined]);
});
