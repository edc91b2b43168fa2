import { request } from "node:http";
import { post } from "../support/runs.ts";
import { expect, test } from "./talk.ts";

/** Asks with a Host of one's own, which fetch does not allow. */
function asHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

for (const below of ["/__wirecheck/", "/__wirecheck/s/mine/__wirecheck/"]) {
  test.describe(below, () => {
    test("plays, forgets, and says what is played", async ({ start }) => {
      const { url } = await start("customer-support");
      const control = (path: string) => url + below + path;
      const health = async () => (await fetch(control("health"))).json();
      expect(await health()).toMatchObject({ status: "ok", scenario: null, fault: null });
      await post(control("use"), { scenario: "breaks-shape-value", fault: "slow-first-byte" });
      expect(await health()).toMatchObject({ scenario: "breaks-shape-value", fault: "slow-first-byte" });
      await post(control("use"), { fault: null });
      expect(await health()).toMatchObject({ scenario: "breaks-shape-value", fault: null });
      await post(control("reset"), "");
      expect(await health()).toMatchObject({ scenario: null, fault: null });
    });

    test("shows the exchanges, and moves the clock", async ({ start }) => {
      const { url } = await start("video-studio");
      const base = below === "/__wirecheck/" ? url : `${url}/__wirecheck/s/mine`;
      const time = async () => ((await (await fetch(`${base}/health`)).json()) as { timestamp: string }).timestamp;
      const before = await time();
      await post(`${url + below}clock`, { advance: 90_000 });
      expect(Date.parse(await time()) - Date.parse(before)).toBe(90_000);
      const exchanges = (await (await fetch(`${url + below}exchanges`)).json()) as { endpoint: string }[];
      expect(exchanges.map(({ endpoint }) => endpoint)).toEqual(["health", "health"]);
    });
  });
}

test("scenarios and faults are listed", async ({ start }) => {
  const { url } = await start("ag-ui");
  const names = async (what: string) =>
    ((await (await fetch(`${url}/__wirecheck/${what}`)).json()) as { name: string }[]).map(({ name }) => name);
  expect(await names("scenarios")).toContain("breaks-order-run-terminates");
  expect(await names("faults")).toContain("crlf-framing");
});

for (const [what, path, body, status, says] of [
  ["an unknown scenario", "use", { scenario: "nope" }, 404, "There is no scenario nope."],
  ["an unknown fault", "use", { fault: "nope" }, 404, "There is no fault nope."],
  ["a scenario that is no name", "use", { scenario: 5 }, 422, "scenario must be a name"],
  ["a clock past all dates", "clock", { advance: 1e300 }, 422, "to no later than the year 275760"],
  ["a clock that goes back", "clock", { advance: -1 }, 422, "advance must be a number of milliseconds"],
  ["a clock without a number", "clock", {}, 422, "advance must be a number of milliseconds"],
  ["a body that is no JSON", "use", "{", 422, "the body is not JSON"],
  ["an unknown path", "nowhere", {}, 404, "there is no POST /__wirecheck/nowhere"],
] as const) {
  test(`${what} is ${status}, in one sentence`, async ({ start }) => {
    const { url } = await start("ag-ui");
    const answer = await post(`${url}/__wirecheck/${path}`, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).error).toContain(says);
  });
}

test("a page or a name of another site may not steer it", async ({ start }) => {
  const { url } = await start("ag-ui");
  const health = `${url}/__wirecheck/health`;
  expect((await fetch(health, { headers: { origin: "https://elsewhere.example" } })).status).toBe(403);
  expect((await fetch(health, { headers: { origin: "http://localhost:3000" } })).status).toBe(200);
  expect(await asHost(health, "elsewhere.example")).toBe(403);
  expect(await asHost(health, "localhost:1")).toBe(200);
});
