import { createRequire } from "node:module";
import { MockError } from "../mock-error.ts";

export type Msw = typeof import("msw");

/** Majors whose handlers were tried. */
const majors = ["2", "3"];

/**
 * MSW as the user has it installed.
 *
 * @throws MockError `msw-missing`, `msw-major`
 */
export async function loadMsw(): Promise<Msw> {
  const next = "npm install --save-dev msw@2";
  const version = installedVersion();
  if (version === undefined)
    throw new MockError("msw-missing", "wirecheck/msw needs msw, which is not installed.", next);
  if (!majors.includes(version.split(".")[0] ?? "")) {
    throw new MockError("msw-major", `wirecheck/msw plays on msw 2 and 3; installed is ${version}.`, next);
  }
  return import("msw");
}

function installedVersion(): string | undefined {
  try {
    return createRequire(import.meta.url)("msw/package.json").version;
  } catch {
    return undefined;
  }
}
