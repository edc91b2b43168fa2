import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const pages = readdirSync(folder("../../docs/beliefs/"));
const specs = readdirSync(folder("./")).filter((name) => name.endsWith(".spec.ts") && name !== "pages.spec.ts");

test("every belief has a spec and a page", () => {
  expect(pages.map((name) => basename(name, ".md")).sort()).toEqual(
    specs.map((name) => basename(name, ".spec.ts")).sort(),
  );
});

for (const page of pages) {
  test(`${page} says what was believed, what is so, and how to see it`, () => {
    const text = readFileSync(folder(`../../docs/beliefs/${page}`), "utf8");
    expect(text.match(/^#+ .*$/gm)?.slice(1)).toEqual(["## What is so", "## Why it was believed", "## See it"]);
    expect(text).toContain(`specs/beliefs/${basename(page, ".md")}.spec.ts`);
    expect(text).toMatch(/```sh\n[^`]+```\n$/);
  });
}
