import { defineConfig } from "@playwright/test";

/** One project a lane; each spec is a loop over data. `npm test` sets up what the lanes need. */
const lanes = ["architecture", "contracts", "mocks", "verify", "cli", "backends", "browser", "package"] as const;

const external = process.env.BACKEND_URL;

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  reporter: [[process.env.CI ? "dot" : "line"], ["./specs/support/totals.ts"]],
  projects: external
    ? [{ name: "backend", testMatch: "external-backend.spec.ts", testDir: "specs/backends" }]
    : lanes.map((name) => ({ name, testDir: `specs/${name}`, testIgnore: "**/external-backend.spec.ts" })),
});
