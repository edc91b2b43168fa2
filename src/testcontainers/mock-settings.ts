import type { Contract } from "../../contracts/index.ts";
import type { MockOptions } from "../../mocks/index.ts";

/** What `MockContainer` hands to the program inside, as JSON: contracts as the host has read them. */
export interface MockSettings extends Omit<MockOptions, "contracts" | "host" | "port" | "log"> {
  readonly contracts: readonly Contract[];
}

/** Where the container has them. */
export const settingsFile = "/wirecheck/mock.json";

/** The program inside, relative to the image's working folder. */
export const program = "node_modules/wirecheck/dist/src/testcontainers/serve.js";
