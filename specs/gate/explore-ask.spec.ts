import { writeFileSync } from "node:fs";
import { test } from "@playwright/test";
import { ensureRuntime } from "../../fixtures/backends/index.mjs";
import { hearRuntime } from "../../src/gate/participants/copilotkit/ask-runtime.ts";
import { fixedQuestions } from "../../src/gate/participants/copilotkit/questions.ts";

for (const v of ["1.9.3", "1.10.6", "1.50.0", "1.75.0"])
  test(`ask ${v}`, async () => {
    test.setTimeout(200000);
    const folder = await ensureRuntime(v);
    const questions = await fixedQuestions();
    let last = "";
    for (let i = 0; i < Number(process.env.N ?? 1); i++) {
      const t = Date.now();
      const answers = await hearRuntime({ folder }, questions);
      console.log(v, Date.now() - t, answers.length);
      const text = JSON.stringify(answers, null, 1);
      if (last && text !== last) {
        console.log("DIFFERS");
        writeFileSync(`/tmp/ans-${v}-other.json`, text);
      }
      last ||= text;
      writeFileSync(`/tmp/ans-${v}.json`, last);
      if (i === 0)
        for (const a of answers)
          console.log(
            `  ${a.question.name}: ${a.question.key} ${a.status} ${a.framing} ${a.refused ? "REFUSED" : "ok"} told ${a.told.length}`,
          );
    }
  });
