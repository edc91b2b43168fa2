import { defineConfig } from "@playwright/test";
import { type Capability, type Carrier, carriers } from "./mocks/index.ts";

/** One project a lane; each spec is a loop over data. `npm test` sets up what the lanes need. */
const lanes = [
  "architecture",
  "contracts",
  "mocks",
  "verify",
  "diagnose",
  "record",
  "gate",
  "cli",
  "backends",
  "beliefs",
  "browser",
  "clients",
  "package",
] as const;

/** One suite, a project for each carrier; what a carrier cannot do is left out by the tag of the capability. */
const capabilities: readonly Capability[] = carriers.server.can;
const carrierLanes = Object.values<Carrier>(carriers).map(({ name, can }) => ({
  name: `carriers-${name}`,
  testDir: "specs/carriers",
  grepInvert: capabilities.filter((tag) => !can.includes(tag)).map((tag) => new RegExp(`@${tag}\\b`)),
  use: { carrier: name },
}));

/** Runs behind the diagnose lane, whoever asked for that and whatever became of it: it sees what all its workers found. */
const confusion = { name: "diagnose-confusion", testDir: "specs/diagnose", testMatch: "confusion.spec.ts" };

/** The one optional lane: `npm test` says why where it cannot run, and `totals.ts` prints that. */
const container = {
  name: "container",
  testDir: "specs/container",
  timeout: 300_000, // An image may be pulled and a stack be installed in it.
};

const external = process.env.BACKEND_URL;

export default defineConfig<object, { carrier: Carrier["name"] }>({
  testDir: "specs",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  // A worker a core where nobody works beside; waits of the specs end with what they wait for, and are long for slow machines.
  ...(process.env.CI && { workers: "100%" }),
  expect: { timeout: 15_000 },
  reporter: [[process.env.CI ? "dot" : "line"], ["./specs/support/totals.ts"]],
  projects: external
    ? [{ name: "backend", testMatch: "external-backend.spec.ts", testDir: "specs/backends" }]
    : [
        ...lanes.map((name) => ({
          name,
          testDir: `specs/${name}`,
          testIgnore: ["**/external-backend.spec.ts", "**/confusion.spec.ts"],
          ...(name === "diagnose" && { teardown: confusion.name }),
        })),
        confusion,
        ...carrierLanes,
        ...(process.env.WIRECHECK_CONTAINER_NOT_RUN ? [] : [container]),
      ],
});
