import { expect, test } from "@playwright/test";
import {
  type Exchange,
  judgeExchange,
  type Limits,
  loadContract,
  readRecording,
  rulePage,
  rules,
  validatorsOf,
} from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";
import { type PageExample, rulePages } from "./data/rule-pages.ts";

const pages = rulePages();

/** Rules that need more than one exchange to be judged, or a server of their own; `verify` judges them. */
const judgedElsewhere = [
  "compat/input-refused",
  "handshake/refused",
  "handshake/subprotocol",
  "order/replay",
  "response/refusal",
  "route/registered",
  "route/unregistered",
];

test("every rule has a page, and every page a rule", () => {
  expect(pages.map(({ id }) => id).sort()).toEqual(
    rules()
      .map(({ id }) => id)
      .sort(),
  );
  expect(new Set(rules().map(({ id }) => rulePage(id))).size).toBe(pages.length);
});

test("the pages without an example that can be judged are those of verify's rules", () => {
  expect(
    pages
      .filter(({ examples }) => examples.length === 0)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(judgedElsewhere);
});

for (const { id, title, headings, examples } of pages) {
  test(`the page of ${id} says what, why, an example and the fix`, () => {
    expect(title).toBe(id);
    expect(headings).toEqual(["What", "Why", "A failing example", "The fix"]);
  });

  if (examples.length === 0) continue;
  test(`the page of ${id} shows one example that breaks it and one that keeps it`, () => {
    expect(examples.map(({ word }) => word)).toEqual(["breaks", "keeps"]);
  });
  for (const example of examples) {
    test(`the example that ${example.word} ${id} does so, and breaks nothing else`, async () => {
      expect(await broken(example)).toEqual(example.word === "breaks" ? [id] : []);
    });
  }
}

/** The distinct rules that an example breaks, read strictly. */
async function broken({ kind, contract: reference, text }: PageExample): Promise<string[]> {
  const value = kind === "json" ? JSON.parse(text) : undefined;
  if (reference === "schema") {
    const contract = contractWith({ Example: value.schema });
    return distinct(validatorsOf(contract).check("Example", value.value, "strict").breaches);
  }
  const contract = await loadContract(reference);
  const { exchange, limits } = asked(value, text);
  const [read] = exchange ? [exchange] : readRecording(bodyOf(value, text), "example", contract);
  const judgement = judgeExchange(contract, read as Exchange, { mode: "strict", ...(limits && { limits }) });
  if (judgement.violations.length === 0) expect(judgement.verdict).toBe("pass");
  return distinct(judgement.violations);
}

function asked(value: unknown, text: string): { exchange?: Exchange; limits?: Partial<Limits> } {
  if (typeof value !== "object" || value === null) return {};
  if ("limits" in value) return { limits: value.limits as Partial<Limits> };
  return "transport" in value ? { exchange: JSON.parse(text) } : {};
}

function bodyOf(value: unknown, text: string): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null && "body" in value ? String(value.body) : `${text}\n\n`;
}

const distinct = (breaches: readonly { rule: string }[]) => [...new Set(breaches.map(({ rule }) => rule))];
