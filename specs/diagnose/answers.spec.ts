import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { startBackend, startZoo } from "../../fixtures/backends/index.mjs";
import type { DiagnoseOptions, Diagnosis } from "../../src/diagnose/index.ts";
import { diagnosisList } from "../../src/report/index.ts";
import { tcp } from "../verify/raw-server.ts";
import { diagnosed } from "./diagnosed.ts";

const answers = fileURLToPath(new URL("./answers/", import.meta.url));
const studio = fileURLToPath(new URL("../../fixtures/backends/video-studio", import.meta.url));

const socket = (url: string) => `${url.replace("http", "ws")}/ws/coordinator`;
const backend = (name: string, defect?: string) => () => startBackend({ name, ...(defect && { defect }) });
const nobody = async () => {
  const server = await tcp(() => undefined);
  await server.close();
  return { url: server.url, stop: async () => undefined };
};

/** What FastAPI said to a message that was made by hand. */
const refused =
  '{"detail":[{"type":"missing","loc":["body","messages",0,"user","id"],"msg":"Field required","input":{"role":"user","content":"Hello"}}]}';

/** What is typical, each kept as the text that a person reads: specs/diagnose/answers/NAME.txt. */
const cases: readonly {
  readonly name: string;
  readonly start: () => Promise<{ readonly url: string; stop(): Promise<unknown> }>;
  readonly at: (url: string) => string;
  readonly given?: Omit<DiagnoseOptions, "url" | "contract"> & { readonly contract?: string };
}[] = [
  { name: "nothing-listening", start: nobody, at: socket },
  {
    name: "one-of-two",
    start: backend("video-studio", "enhanced-router-missing"),
    at: socket,
    given: { contract: "video-studio" },
  },
  {
    name: "route-not-registered",
    start: backend("video-studio", "enhanced-router-missing"),
    at: socket,
    given: { app: studio },
  },
  {
    name: "refused-before-accept",
    start: backend("video-studio", "refuses-before-accept"),
    at: socket,
    given: { app: studio },
  },
  {
    name: "server-older-than-source",
    start: backend("video-studio", "stale-process"),
    at: socket,
    given: { app: studio },
  },
  { name: "no-websocket-library", start: backend("video-studio", "no-websocket-library"), at: socket },
  { name: "crash-after-accept", start: backend("video-studio", "crashes-after-accept"), at: socket },
  {
    name: "graphql-client-on-ag-ui-endpoint",
    start: backend("customer-support"),
    at: (url) => `${url}/api/copilotkit`,
    given: { contract: "copilotkit@1.10.6" },
  },
  {
    name: "cors-preflight-refused",
    start: backend("customer-support"),
    at: (url) => `${url}/api/copilotkit`,
    given: { origin: "http://127.0.0.1:3999" },
  },
  {
    name: "message-without-id",
    start: backend("customer-support"),
    at: (url) => `${url}/api/copilotkit`,
    given: { contract: "customer-support", log: "refused.json" },
  },
  { name: "dev-server-without-socket-proxy", start: () => startZoo("vite"), at: socket },
  { name: "healthy-socket", start: backend("video-studio"), at: socket, given: { contract: "video-studio" } },
];

for (const { name, start, at, given = {} } of cases) {
  test(`the answer ${name} reads as it was read by eye`, async () => {
    const server = await start();
    const { contract, log, ...more } = given;
    const kept = log && test.info().outputPath(log);
    if (kept) writeFileSync(kept, refused);
    const result = await diagnosed({
      url: at(server.url),
      ...more,
      ...(kept && { log: kept }),
      ...(contract && { contract: await loadContract(contract) }),
    });
    await server.stop();
    const text = diagnosisList(plain(result, new URL(server.url).port));
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const file = `${answers}${name}.txt`;
    if (process.env.WIRECHECK_UPDATE_ANSWERS) {
      mkdirSync(answers, { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, "utf8"));
  });
}

/** Without what differs from run to run and from system to system. */
function plain(result: Diagnosis, port: string): Diagnosis {
  const even = (says: string) => says.replace(/frame \{.*(?=; the socket)/, "frame {…}").replace(/\d+ ms$/, "500 ms");
  const text = JSON.stringify({
    ...result,
    evidence: result.evidence
      .filter(({ id }) => id !== "listener")
      .map((one) => ({ ...one, says: even(one.says), data: {} })),
    notMade: result.notMade.filter(({ id }) => id !== "listener"),
  });
  return JSON.parse(
    text
      .replaceAll(port, "3001")
      .replace(/process \d+/g, "process 4242")
      .replaceAll(studio, "backend")
      .replace(/\/[^" ]*\/refused\.json/g, "refused.json")
      .replace(/\/[^" ]*\/wirecheck-stale-\w+/g, "backend"),
  );
}
