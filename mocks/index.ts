export type { Edit, Head, Json } from "./edit.ts";
export { type Fault, faults } from "./faults/index.ts";
export { MockError } from "./mock-error.ts";
export { type Scenario, scenarios } from "./scenarios/index.ts";
export { baseOf } from "./server/base-of.ts";
export { createMock, type Isolation, type Mock, type MockOptions } from "./server/mock.ts";
export { type Capability, type Carrier, carriers } from "./service/carrier.ts";
export type { Playing } from "./service/playing.ts";
export type { Controls, StageOptions } from "./service/stage.ts";
