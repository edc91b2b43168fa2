import { existsSync, readFileSync } from "node:fs";
import { test as base } from "@playwright/test";
import { type Contract, type Exchange, loadContract, readRecording } from "../../contracts/index.ts";
import { createMock, type Mock, type MockOptions } from "../../mocks/index.ts";
import { type Passed, type RecorderOptions, startRecorder } from "../../src/record/index.ts";
import type { RawServer } from "../verify/raw-server.ts";

/** A recorder that runs, and what it saw. */
interface Recording {
  readonly contract: Contract;
  readonly url: string;
  readonly file: string;
  /** What it told of, the newest last. */
  readonly passed: readonly Passed[];
  /** The file's text; "" where there is none. */
  text(): string;
  /** The exchanges in the file. */
  exchanges(): Exchange[];
  /** Ends it; what is open is written. */
  close(): Promise<void>;
}

type Record = (reference: string, target: string, options?: Partial<RecorderOptions>) => Promise<Recording>;
type Start = (reference: string, options?: Omit<MockOptions, "contracts">) => Promise<Mock>;

/** Starts mocks, other servers and recorders that end with the test. */
export const test = base.extend<{
  closing: (() => Promise<unknown>)[];
  record: Record;
  start: Start;
  serve: (server: Promise<RawServer>) => Promise<RawServer>;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  closing: async ({}, use) => {
    const closing: (() => Promise<unknown>)[] = [];
    await use(closing);
    for (const close of closing.reverse()) await close();
  },
  record: async ({ closing }, use, info) => {
    await use(async (reference, target, options = {}) => {
      const contract = await loadContract(reference);
      const file = info.outputPath("recording.jsonl");
      const passed: Passed[] = [];
      const told = (what: Passed) => passed.push(what);
      const recorder = await startRecorder({ contract, target, port: 0, file, passed: told, ...options });
      const text = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
      const exchanges = () => (text() === "" ? [] : readRecording(text(), file, contract));
      closing.push(recorder.close);
      return { contract, url: recorder.url, file, passed, text, exchanges, close: recorder.close };
    });
  },
  start: async ({ closing }, use) => {
    await use(async (reference, options = {}) => {
      const mock = await createMock({ contracts: [await loadContract(reference)], pace: "none", ...options });
      closing.push(mock.close);
      return mock;
    });
  },
  serve: async ({ closing }, use) => {
    await use(async (server) => {
      const served = await server;
      closing.push(served.close);
      return served;
    });
  },
});

export { expect } from "@playwright/test";
