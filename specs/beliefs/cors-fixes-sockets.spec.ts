import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { statusOf, upgrade } from "./upgrade.ts";

const origins = { "of the frontend": "http://localhost:5000", foreign: "https://elsewhere.example" };

/** With the middleware and without it: what a page is allowed over HTTP, and what its socket gets. */
const cases = [
  { defect: undefined, allowed: true, status: 101 },
  { defect: "cors-missing", allowed: false, status: 101 },
  { defect: "enhanced-router-missing", allowed: true, status: 403 },
] as const;

for (const { defect, allowed, status } of cases) {
  test(`${defect ?? "without a defect"}: CORS ${allowed ? "allows" : "is missing"}, and a socket gets ${status}`, async () => {
    const backend = await startBackend({ name: "video-studio", ...(defect && { defect }) });
    for (const [what, origin] of Object.entries(origins)) {
      const { headers } = await fetch(`${backend.url}/health`, { headers: { origin: origins["of the frontend"] } });
      const answer = await upgrade(backend.url, "/ws/coordinator", { origin });
      expect([what, headers.has("access-control-allow-origin"), statusOf(answer)]).toEqual([what, allowed, status]);
      expect(answer).not.toMatch(/^access-control-/im);
    }
    await backend.stop();
  });
}
