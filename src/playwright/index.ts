export { contractSuite, type SuiteOptions } from "./contract-suite.ts";
export type { Kept } from "./exchange-of.ts";
export type { HandshakeOptions, WantedHandshake } from "./handshake.ts";
export { expect, type KeepOptions, type RunOptions } from "./matchers.ts";
export type { Run } from "./run-of.ts";
export { type IsolatedMock, type MockOptions, test } from "./test.ts";
