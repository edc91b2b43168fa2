export { MockError } from "../mock-error.ts";
export type { Playing } from "../service/playing.ts";
export type { Controls } from "../service/stage.ts";
export { createMock, type Mock, type MockOptions } from "./mock.ts";
