import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "@playwright/test";
import { badDocuments } from "./data/bad-documents.ts";
import { expectSentence, failure } from "./data/refusal.ts";

for (const { title, files = {}, load, ...expected } of badDocuments) {
  test(`${title} is ${expected.id}`, async () => {
    const info = test.info();
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(info.outputPath(name)), { recursive: true });
      writeFileSync(info.outputPath(name), text);
    }
    const isFile = (name: string) => Object.keys(files).some((file) => file.startsWith(name)) || /^missing/.test(name);
    const error = await failure(load.map((name) => (isFile(name) ? join(info.outputPath(), name) : name)));
    expectSentence(error, expected);
  });
}
