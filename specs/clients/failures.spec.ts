import { readFileSync } from "node:fs";
import {
  enter,
  failuresPage,
  frontends,
  type Observation,
  Places,
  situations,
} from "../../fixtures/frontends/index.mjs";
import { expect, test } from "../support/client-test.ts";
import { outside } from "./outside.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const versions = frontends.find(({ name }) => name === "copilotkit")?.versions ?? [];
const recorded = new Map(
  versions.map((version) => {
    const text = read(`fixtures/frontends/failures/${version}.json`);
    return [version, JSON.parse(text) as Record<string, Observation>] as const;
  }),
);
const patient = { timeout: 20_000, intervals: [50] };

test("every version was shown every situation, and the page of failures says what was seen", () => {
  const names = situations.map(({ name }) => name);
  for (const [version, observed] of recorded) expect([version, Object.keys(observed)]).toEqual([version, names]);
  expect(read("docs/failures.md")).toBe(failuresPage([...recorded]));
});

for (const [version, observed] of recorded) {
  test.describe(`react-core ${version}:`, () => {
    test.describe.configure({ mode: "default" });
    let places: Places;
    test.beforeAll(() => {
      places = new Places();
    });
    test.afterAll(() => places.stop());

    for (const situation of situations) {
      test(`${situation.name}, ${situation.what}`, async ({ chrome, frontend, keep }, info) => {
        const visit = await enter(chrome, await frontend(version), version, situation, places);
        await keep(Promise.resolve({ stop: () => visit.close() }));
        const { opened, sent } = observed[situation.name]!;
        await expect.poll(() => visit.seen(), patient).toEqual(opened);
        if (sent) {
          await visit.send("Hello");
          await expect.poll(() => visit.seen(), patient).toEqual(sent);
        }
        expect(outside[version]).toEqual(expect.arrayContaining(visit.outside()));
        await visit.page.screenshot({ path: info.outputPath("page.png") });
      });
    }
  });
}
