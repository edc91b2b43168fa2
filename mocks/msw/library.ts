import { createRequire } from "node:module";
import { MockError } from "../mock-error.ts";

export type Msw = typeof import("msw");

/** Majors whose handlers were tried; the first minor of 2 that catches sockets is 6. */
const wanted = (version: string) => /^(2\.([6-9]|\d\d+)|3)\./.test(version);

/**
 * MSW as the user has it installed.
 *
 * @param from the file whose packages count
 * @throws MockError `msw-missing`, `msw-major`
 */
export async function loadMsw(from = import.meta.url): Promise<Msw> {
  const next = "npm install --save-dev msw@2";
  const version = installedVersion(from);
  if (version === undefined)
    throw new MockError("msw-missing", "wirecheck/msw needs msw, which is not installed.", next);
  if (!wanted(version)) {
    throw new MockError(
      "msw-major",
      `wirecheck/msw plays on msw 2.6 or newer, and on 3; installed is ${version}.`,
      next,
    );
  }
  return import("msw");
}

function installedVersion(from: string): string | undefined {
  try {
    return createRequire(from)("msw/package.json").version;
  } catch {
    return undefined;
  }
}
