import type { Diagnosis } from "../../src/diagnose/index.ts";

/** Members that differ from run to run, and the names that we make up. */
const passing = /^(ms|pid|started|command|folder|date|etag|x-request-id)$/;
const madeUp = /wirecheck-[0-9a-f]{8}/g;
const port = /(127\.0\.0\.1|localhost):\d+/g;

/** What was observed, without what differs from run to run: equal texts are observations that nothing tells apart. */
export function signatureOf({ evidence, target }: Diagnosis): string {
  const path = new URL(target).pathname;
  const text = JSON.stringify(
    evidence.map(({ id, data }) => [id, data]),
    (key, value) => (passing.test(key) ? undefined : value),
  );
  return text
    .replace(madeUp, "MADE-UP")
    .replace(port, "HOST")
    .replaceAll(path, "PATH")
    .replaceAll(encodeURIComponent(path), "PATH");
}
