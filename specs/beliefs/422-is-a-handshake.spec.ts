import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { eventsIn, post, question } from "../support/runs.ts";

const good = question("What is your refund policy?", "belief-422");
const withoutId = { ...good, messages: good.messages.map(({ id: _, ...message }) => message) };

for (const stack of ["current", "2025-10"]) {
  test(`on the ${stack} stack a 422 says what is wrong, comes every time, and no run follows`, async () => {
    const backend = await startBackend({ name: "customer-support", stack });
    const url = `${backend.url}/api/copilotkit`;
    for (let time = 0; time < 3; time++) {
      const { status, text } = await post(url, withoutId);
      expect([time, status]).toEqual([time, 422]);
      const [first] = JSON.parse(text).detail;
      expect([first.type, first.loc.at(-1)]).toEqual(["missing", "id"]);
      expect(text).not.toContain("RUN_STARTED");
    }
    // Nothing was prepared by them: the same question is answered when, and only when, its message has an id.
    const { status, text } = await post(url, good);
    await backend.stop();
    expect(status).toBe(200);
    expect(eventsIn(text).map(({ type }) => type)).toEqual(expect.arrayContaining(["RUN_STARTED", "RUN_FINISHED"]));
  });
}
