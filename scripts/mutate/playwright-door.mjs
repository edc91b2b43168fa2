// What a spec gets as "@playwright/test" while mutants are tried: Playwright's own `expect`, and a `test` that collects.
import { createTest } from "./suite.mjs";

export { expect } from "@playwright/test";
export const test = createTest({});
