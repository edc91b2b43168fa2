import { Places, visit } from "../../fixtures/frontends/index.mjs";
import { expect, test } from "../support/client-test.ts";

const banner = "[Network] Unknown error occurred";
const refused = ["POST availableAgents 422", "POST generateCopilotResponse 422", "POST loadAgentState 422"];

/** Both versions, out of the box and with the console shown or hidden. */
const cases = [
  { client: "1.10.6", more: {}, shows: banner },
  { client: "1.9.3", more: {}, shows: null },
  { client: "1.9.3", more: { console: "1" }, shows: banner },
  { client: "1.10.6", more: { console: "0" }, shows: null },
] as const;

test("before an agent's own endpoint 1.9.3 fails as 1.10.6 does, and only shows less of it", async ({
  chrome,
  frontend,
  keep,
}) => {
  const places = new Places();
  await keep(Promise.resolve({ stop: () => places.stop() }));
  const url = `${await places.aguiEndpoint()}/api/copilotkit`;
  for (const { client, more, shows } of cases) {
    const opened = await visit(chrome, await frontend(client), { url, agent: "customer_support_agent", more });
    await keep(Promise.resolve({ stop: () => opened.close() }));
    await opened.until(() => opened.pending === 0 && opened.asked.length === 2);
    await opened.send("What is your refund policy?");
    await opened.until(() => opened.pending === 0 && opened.asked.length === 3);
    // What is not painted is told to the console, so there is something to wait for.
    const hidden = expect.stringContaining(`(hidden in production): CombinedError: ${banner}`);
    if (shows) await expect.poll(async () => (await opened.seen()).banner).toBe(shows);
    else await expect.poll(async () => (await opened.seen()).console).toContainEqual(hidden);
    expect((await opened.seen()).banner).toBe(shows);
    const { requests, text } = await opened.seen();
    expect([client, more, requests]).toEqual([client, more, refused]);
    expect(text).not.toContain("30 days");
  }
});
