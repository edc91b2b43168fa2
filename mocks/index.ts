export type { Edit, Head, Json } from "./edit.ts";
export { type Fault, faults } from "./faults/index.ts";
export { createMock, type Isolation, type Mock, type MockOptions, type Playing } from "./mock.ts";
export { MockError } from "./mock-error.ts";
export { type Scenario, scenarios } from "./scenarios/index.ts";
