import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { ensureLocked, startBackend } from "../../fixtures/backends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { drivePage } from "../../src/gate/participants/copilotkit/drive-page.ts";

for (const [v, m] of JSON.parse(process.env.PAIRS ?? "[]"))
  test(`explore ${v} before ${m}`, async () => {
    test.setTimeout(200000);
    const folder = await ensureLocked(
      fileURLToPath(new URL(`../../fixtures/frontends/copilotkit/${v}`, import.meta.url)),
      `page-copilotkit-${v}`,
    );
    const real = m.startsWith("r");
    const agent = await createMock({ contracts: [await loadContract("ag-ui@0.0.35")], pace: "none" });
    const server = real
      ? await startBackend({ name: "copilotkit-runtime", stack: m.slice(1).replace("/v2", ""), agent: agent.url })
      : undefined;
    const mock = await createMock({
      contracts: [
        await loadContract(
          real ? "copilotkit@1.9.3" : m.startsWith("v2") ? `copilotkit/@copilotkit/runtime/${m}` : `copilotkit@${m}`,
        ),
      ],
      pace: "none",
    });
    const t = Date.now();
    const { steady } = await import("../../src/gate/participants/copilotkit/steady.ts");
    const { isDeepStrictEqual } = await import("node:util");
    let last: unknown;
    for (let i = 0; i < Number(process.env.N ?? 0); i++) {
      mock.reset();
      const s = steady(
        await drivePage({
          folder,
          url: server ? `${server.url}${m.endsWith("/v2") ? "/v2" : "/api"}/copilotkit` : mock.url,
          cache: "/tmp/gate-pages",
          log: console.log,
        }),
      );
      console.log(v, m, i, s.requests.length, s.outcome.ok, last === undefined || isDeepStrictEqual(s, last));
      if (last !== undefined && !isDeepStrictEqual(s, last)) {
        writeFileSync("/tmp/a.json", JSON.stringify(last, null, 1));
        writeFileSync("/tmp/b.json", JSON.stringify(s, null, 1));
      }
      last = s;
    }
    const run = await drivePage({
      folder,
      url: server ? `${server.url}${m.endsWith("/v2") ? "/v2" : "/api"}/copilotkit` : mock.url,
      cache: "/tmp/gate-pages",
      log: console.log,
    });
    console.log(
      v,
      m,
      Date.now() - t,
      run.outcome,
      run.requests.map(({ key, path, status, during }) => `${during}: ${key} ${path} ${status}`),
    );
    writeFileSync(`/tmp/run-${v}-${m.replace("/", "")}.json`, JSON.stringify(run, null, 1));
    await mock.close();
    await server?.stop();
    await agent.close();
  });
