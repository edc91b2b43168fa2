import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { ensureLocked } from "../../fixtures/backends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { drivePage } from "../../src/gate/participants/copilotkit/drive-page.ts";

for (const v of ["1.9.3", "1.10.6", "1.50.0", "1.74.0"])
  test(`explore ${v}`, async () => {
    const folder = await ensureLocked(fileURLToPath(new URL(`../../fixtures/frontends/copilotkit/${v}`, import.meta.url)), `page-copilotkit-${v}`);
    const mock = await createMock({ contracts: [await loadContract(`copilotkit@${v}`)], pace: "none" });
    const t = Date.now();
    const run = await drivePage({ folder, url: mock.url, cache: "/tmp/gate-pages", log: console.log });
    console.log(v, Date.now() - t, run.outcome, run.requests.map(({ key, status, during }) => `${during}: ${key} ${status}`));
    writeFileSync(`/tmp/run-${v}.json`, JSON.stringify(run, null, 1));
    await mock.close();
  });
