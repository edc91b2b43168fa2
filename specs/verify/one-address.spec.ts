import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loadContract } from "../../contracts/index.ts";
import { type VerifyOptions, verify } from "../../src/verify/index.ts";
import { http } from "./raw-server.ts";

const desk = fileURLToPath(new URL("documents/desk.openapi.yaml", import.meta.url));

interface Heard {
  readonly body: string;
  readonly type: string | undefined;
  readonly accept: string | undefined;
}

type Says = readonly [status: number, body?: unknown] | "nothing";

/** A desk that keeps its contract, but for what `otherwise` says of a request that could be read. */
async function verified(
  otherwise: (body: Record<string, unknown>) => Says | undefined,
  options: Partial<VerifyOptions> = {},
) {
  const heard: Heard[] = [];
  const server = await http(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { "content-type": type, accept } = request.headers;
    const says = request.url === "/desk" ? answer({ body, type, accept }) : ([404] as const);
    if (says === "nothing") return;
    const [status, said] = says;
    response.writeHead(status, said === undefined ? {} : { "content-type": "application/json" });
    response.end(said === undefined ? "" : JSON.stringify(said));
  });
  const answer = (one: Heard): Says => {
    heard.push(one);
    const said = readJson(one.body);
    if (one.type !== "application/json" || !said) return [400, { error: "unreadable" }];
    return otherwise(said) ?? kept(said);
  };
  try {
    const report = await verify({
      contract: await loadContract(desk),
      url: `${server.url}/desk`,
      timeout: 1000,
      ...options,
    });
    const of = (verdict: string) => report.checks.filter((check) => check.verdict === verdict);
    return { report, heard, failed: of("fail"), open: of("inconclusive") };
  } finally {
    await server.close();
  }
}

function kept({ word, whom, deep }: Record<string, unknown>): Says {
  if (word === "leave") return [200];
  if (word !== "ask" || typeof whom !== "string") return [400, { error: "not understood" }];
  const { level } = (typeof deep === "object" && deep !== null ? deep : {}) as { level?: unknown };
  return Number.isInteger(level) ? [200, { data: { said: "yes" } }] : "nothing";
}

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

test("each operation of an address is asked in its own words, and what cannot be read is asked once", async () => {
  const { report, heard } = await verified(() => undefined);
  expect(report).toMatchObject({ verdict: "pass", summary: { fail: 0, inconclusive: 0 } });
  const words = new Set(heard.map(({ body }) => readJson(body)?.word));
  expect([...words]).toEqual(expect.arrayContaining(["ask", "leave", "nothing"]));
  expect(heard.filter(({ type }) => type === "text/plain")).toHaveLength(1);
  expect(report.checks.map(({ id }) => id)).not.toContain("leave/refuses");
  expect(report.checks.find(({ id }) => id === "ask/registered")?.title).toContain("(the URL itself) as ask");
});

test("what nothing answers is not asked, and that is told", async () => {
  const { report, heard } = await verified(() => undefined);
  expect(heard.every(({ body }) => readJson(body)?.word !== "ask" || readJson(body)?.deep !== undefined)).toBe(true);
  expect(report.checks.find(({ id }) => id === "ask/refuses")?.note).toMatch(/^2 of 2 as promised; \d not asked/);
});

test("a choice of good answers is asked for in the order of the document", async () => {
  const { heard } = await verified(() => undefined);
  const accepted = heard.filter(({ body }) => readJson(body)?.word === "ask").map(({ accept }) => accept);
  expect([...new Set(accepted)]).toEqual(["application/graphql-response+json, application/json"]);
});

test("what the user chose stands in the body", async () => {
  const { heard } = await verified(() => undefined, { parameters: { whom: "Ishmael" } });
  const asked = heard
    .map(({ body }) => readJson(body))
    .filter((body) => body?.word === "ask" && typeof body.whom === "string");
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every((body) => body?.whom === "Ishmael")).toBe(true);
});

test("another language at the address is one failure, in one sentence that names it", async () => {
  const { failed, open, report } = await verified(() => [400, { error: "No such word" }]);
  expect(failed.map(({ id, violations }) => [id, violations.map(({ rule }) => rule)])).toEqual([
    ["ask/registered", ["route/registered"]],
  ]);
  expect(failed[0]?.violations[0]?.message).toBe(
    'it answers 400 {"error":"No such word"}: the language of the window is spoken there',
  );
  expect(open.every(({ because }) => because === "route/registered")).toBe(true);
  expect(failed.length + open.length).toBe(report.checks.length);
});

test("errors in a 200 are no violation, but a good answer was not seen", async () => {
  const { failed, open } = await verified(({ word }) =>
    word === "ask" ? [200, { errors: [{ message: "no luck" }] }] : undefined,
  );
  expect(failed.map(({ id }) => id)).toEqual(["ask/refuses"]);
  expect(open.map(({ id, because }) => [id, because])).toEqual([
    ["ask/answers", "the answer holds errors (no luck), so a good answer was not seen"],
  ]);
});
