import { expect, test } from "./talk.ts";

const preflight = (url: string, origin: string) =>
  fetch(`${url}/api/copilotkit`, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
  });

for (const [cors, origin, allowed] of [
  ["open", "http://localhost:3000", true],
  ["open", "http://127.0.0.1:4444", true],
  ["open", "https://elsewhere.example", false],
  ["contract", "http://localhost:3000", true],
  ["contract", "http://127.0.0.1:4444", false],
] as const) {
  test(`${cors}: a page of ${origin} is ${allowed ? "allowed" : "refused, in one line of the log"}`, async ({
    start,
  }) => {
    const lines: string[] = [];
    const { url } = await start("customer-support", { cors, log: (line) => lines.push(line) });
    const answer = await preflight(url, origin);
    expect([answer.status, await answer.text()]).toEqual(allowed ? [200, "OK"] : [400, "Disallowed CORS origin"]);
    expect(answer.headers.get("access-control-allow-origin")).toBe(allowed ? origin : null);
    expect(lines.filter((line) => line.includes(origin) && line.includes("--cors open"))).toHaveLength(allowed ? 0 : 1);
    // What a browser would hide, a program still gets: CORS refuses pages, not requests.
    const simple = await fetch(`${url}/health`, { headers: { origin } });
    expect(simple.status).toBe(200);
    expect(simple.headers.get("access-control-allow-origin")).toBe(allowed ? origin : null);
  });
}

test("CORS does not reach a socket", async ({ start, dial }) => {
  const { url } = await start("video-studio", { cors: "contract" });
  const talk = await dial(`${url}/ws/coordinator`, { origin: "https://elsewhere.example" });
  expect(talk.status).toBe(101);
});
