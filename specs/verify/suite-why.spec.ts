import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { http } from "./raw-server.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs a suite of its own with one worker, and gives what it printed. */
function runSuite(folder: string, url: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const contract = at("documents/talk.asyncapi.yaml");
  const suite = `import { contractSuite } from ${JSON.stringify(at("../../src/playwright/index.ts"))};
contractSuite(${JSON.stringify({ contract, url })});`;
  writeFileSync(`${folder}/suite.spec.ts`, suite);
  const config = 'export default { testDir: ".", outputDir: "out", reporter: "line", workers: 1 };';
  writeFileSync(`${folder}/playwright.config.ts`, config);
  const cli = at("../../node_modules/@playwright/test/cli.js");
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, "test", "-c", folder], { cwd: folder }, (_, stdout) => resolve(stdout));
  });
}

test("a suite whose socket is refused says why, once", async () => {
  const server = await http((_, response) => response.writeHead(404).end());
  try {
    const said = await runSuite(test.info().outputPath("suite"), server.url);
    expect(said).toMatch(/handshake\/accepted: [\s\S]*?no-websocket-library \(possible\): docs\/causes\//);
    expect(said.match(/no-websocket-library \(possible\)/g)).toHaveLength(1);
  } finally {
    await server.close();
  }
});
