import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { parse } from "yaml";
import { ContractError, loadContract } from "../../contracts/index.ts";

const documents = [
  "fixtures/documents/trading-floor.asyncapi.yaml",
  "fixtures/documents/library.openapi-3.0.yaml",
  "fixtures/documents/shop.openapi.json",
];
const junk = [null, 3, "x", [], {}, [null], { $ref: "#/nope" }, true, { a: null }];

/** All places would take half a minute; this many in between are left out, other ones for each kind of junk. */
const stride = 11;

for (const file of documents) {
  test(`whatever stands anywhere in ${file}, it is read or refused in one sentence`, async () => {
    const info = test.info();
    cpSync("fixtures/documents/parts", info.outputPath("parts"), { recursive: true });
    const original: unknown = parse(readFileSync(file, "utf8"));
    const places = placesIn(original);
    const outcomes = { read: 0, refused: 0 };
    for (const [offset, value] of junk.entries()) {
      for (let index = offset; index < places.length; index += stride) {
        const mutant = info.outputPath("mutant.json");
        writeFileSync(mutant, JSON.stringify(replaced(original, places[index]!, value)));
        const error = await loadContract(mutant).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        const where = `${JSON.stringify(value)} at /${places[index]!.join("/")}`;
        if (error !== undefined) expect(error, where).toBeInstanceOf(ContractError);
        outcomes[error === undefined ? "read" : "refused"]++;
      }
    }
    expect(outcomes).toEqual({ read: expect.any(Number), refused: expect.any(Number) });
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(10);
  });
}

function placesIn(node: unknown, at: string[] = []): string[][] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [[...at, key], ...placesIn(value, [...at, key])]);
}

function replaced(original: unknown, place: readonly string[], value: unknown): unknown {
  const copy = structuredClone(original);
  let node = copy as Record<string, unknown>;
  for (const key of place.slice(0, -1)) node = node[key] as Record<string, unknown>;
  node[place.at(-1)!] = value;
  return copy;
}
