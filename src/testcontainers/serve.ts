/** Inside the container: plays the contracts that the host has read, until the container is stopped. */
import { readFileSync } from "node:fs";
import { createMock, type MockError } from "../../mocks/index.ts";
import { type MockSettings, settingsFile } from "./mock-settings.ts";

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
try {
  const settings = JSON.parse(readFileSync(settingsFile, "utf8")) as MockSettings;
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const { services } = await createMock({ ...settings, host: "0.0.0.0", log });
  for (const { contract, port } of services) log(`${contract.name}@${contract.version} on port ${port}`);
} catch (error) {
  const { message, next } = error as MockError;
  if (next === undefined) throw error;
  process.stderr.write(`${message} ${next}\n`);
  process.exitCode = 2;
}
