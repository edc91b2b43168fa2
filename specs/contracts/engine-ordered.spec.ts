import { expect, test } from "@playwright/test";
import { type Breach, createJudge, type Endpoint, judgeExchange } from "../../contracts/index.ts";
import { ordered } from "./data/ordered.ts";
import { orderedAnswers } from "./data/ordered-answers.ts";
import { orderedTalks } from "./data/ordered-talks.ts";

const inWords = ({ rule, frame, path, message }: Breach) => `${rule} at ${frame ?? "no frame"}${path}: ${message}`;

for (const { title, exchange, limits = {}, mode = "strict", seen, lines } of [...orderedAnswers, ...orderedTalks]) {
  test(`${title}: ${lines.length === 0 ? "nothing to say" : `${lines.length} to say`}`, () => {
    const { violations, drift, unjudged, frames } = judgeExchange(ordered, exchange, { mode, limits });
    expect([
      ...violations.map(inWords),
      ...drift.map((breach) => `drift ${inWords(breach)}`),
      ...unjudged.map(({ rule, because }) => `unjudged ${rule}: ${because}`),
    ]).toEqual(lines);
    if (seen !== undefined) expect(frames).toBe(seen);
  });

  test(`${title}: told while it happens`, () => {
    const endpoint = ordered.endpoints.find(({ id }) => id === exchange.endpoint) as Endpoint;
    const judge = createJudge(ordered, endpoint, { mode, limits });
    const news = exchange.response ? judge.head(exchange.response) : [];
    for (const frame of exchange.frames) news.push(...judge.accept(frame));
    const { violations } = judge.end(exchange.end, exchange.endedAt);
    const known = violations.map(({ rule, frame }) => ({ rule, frame }));
    const early = news.map(({ rule, frame }) => ({ rule, frame }));
    expect(
      early.filter(
        ({ rule, frame }) => !known.some((one) => one.rule === rule && (one.frame === frame || /^framing/.test(rule))),
      ),
    ).toEqual([]);
    const atOnce = known.filter(({ frame, rule }) => frame !== null && rule !== "order/reply");
    expect(atOnce.filter(({ rule, frame }) => !early.some((one) => one.rule === rule && one.frame === frame))).toEqual(
      [],
    );
  });
}

test("an exchange with no endpoint of the contract is our own mistake", () => {
  const { exchange } = orderedAnswers[0]!;
  const judge = (endpoint: string | undefined) => () =>
    judgeExchange(ordered, { ...exchange, ...(endpoint ? { endpoint } : { endpoint: undefined }) } as typeof exchange, {
      mode: "strict",
    });
  expect(judge("nope")).toThrow("the contract by-hand has no endpoint nope");
  expect(judge(undefined)).toThrow("the contract by-hand has no endpoint for this exchange");
});

test("an order that is remembered no longer is not judged any longer", () => {
  const judge = createJudge(ordered, ordered.endpoints.find(({ id }) => id === "plain") as Endpoint, {
    mode: "strict",
  });
  const say = (event: object) => judge.accept({ from: "server", at: 0, raw: JSON.stringify(event) });
  for (let id = 0; id <= 10_000; id++) say({ type: "PART", id: String(id) });
  expect(say({ type: "PART", id: "0" })).toEqual([]);
  const { violations, unjudged } = judge.end({ how: "left" });
  expect(violations).toEqual([]);
  expect(unjudged).toEqual([{ rule: "order/*", because: "More than 10000 ids were opened by PART, the limit." }]);
});
