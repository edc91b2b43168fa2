import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client, fetchExchange } from "@urql/core";
import { judgeExchange, loadContract } from "../../contracts/index.ts";
import { expect, test } from "./test.ts";

const shop = fileURLToPath(new URL("../../mocks/scenarios/documents/shop.openapi.json", import.meta.url));
const shelf = {
  name: "Widgets",
  products: [
    { name: "Widget Pro", notes: ["New"], price: 49 },
    { name: "Widget Mini", notes: [] },
  ],
};

/** What urql tells of an answer: how often, the last data, whether an error came. */
interface Seen {
  readonly times: number;
  readonly data: unknown;
  readonly error: string | undefined;
}

/** Under MSW a body has two readers, and urql, which leaves one that it cannot read, waits for the other for ever. */
const readBefore: typeof fetch = async (...asked) => {
  const answer = await fetch(...asked);
  return new Response(await answer.text(), answer);
};

function seenByUrql(url: string, given = fetch): Promise<Seen> {
  const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: "force", fetch: given });
  let times = 0;
  return new Promise((resolve) => {
    client.query("{ shelf }", {}).subscribe(({ data, error, hasNext }) => {
      times++;
      if (!hasNext) resolve({ times, data, error: error?.message.replace(/^(\[Network\]) (?!No Content).*/, "$1") });
    });
  });
}

const whole = { times: 4, data: { shelf: { ...shelf, open: true } }, error: undefined };
const unusable = (error: string) => ({ times: 1, data: undefined, error });

/** What becomes of an answer at a client: why the rules are rules. */
const seen: Record<string, Seen> = {
  "breaks-framing-multipart-boundary": unusable("[Network] No Content"),
  "breaks-framing-multipart-part": unusable("[Network]"),
  "breaks-framing-multipart-closed": { times: 4, data: { shelf }, error: undefined },
  "breaks-order-incremental-starts-with-data": unusable("[Network] No Content"),
  "breaks-order-incremental-path-known": {
    times: 5,
    data: { shelf: { ...shelf, cellar: { 0: "Lost" }, open: true } },
    error: undefined,
  },
};

test("urql puts the parts together", { tag: "@http" }, async ({ start }) => {
  const mock = await start(shop);
  expect(await seenByUrql(`${mock.url}/shelf`)).toEqual(whole);
});

for (const [scenario, found] of Object.entries(seen)) {
  test(`under ${scenario} urql gets something else`, { tag: "@http" }, async ({ start }) => {
    const mock = await start(shop, { scenario });
    expect(await seenByUrql(`${mock.url}/shelf`, readBefore)).toEqual(found);
  });
}

test("a part can be read before the next one is there", { tag: "@http" }, async ({ start }) => {
  const mock = await start(shop, { pace: "realtime" });
  const answer = await fetch(`${mock.url}/shelf`);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader.read()).value;
  expect(first).toMatch(/"data".*\r\n---$/s);
  expect(first).not.toContain("incremental");
  while (!(await reader.read()).done);
  await expect
    .poll(() => mock.exchanges().map(({ frames, end }) => [frames.length, end.how]))
    .toEqual([[5, "complete"]]);
});

test("a client that goes away in the middle ends the answer", { tag: "@http" }, async ({ start }) => {
  const document = JSON.parse(readFileSync(shop, "utf8"));
  const media = document.paths["/shelf"].get.responses[200].content["multipart/mixed"];
  media.examples = { many: { dataValue: Array.from({ length: 5000 }, () => ({ hasNext: true })) } };
  document.paths["/shelf"].get["x-order"] = [];
  const path = test.info().outputPath("many.openapi.json");
  writeFileSync(path, JSON.stringify(document));
  const mock = await start(path, { pace: "realtime" });
  const leaving = new AbortController();
  const answer = await fetch(`${mock.url}/shelf`, { signal: leaving.signal });
  await answer.body!.getReader().read();
  leaving.abort();
  await expect
    .poll(() => mock.exchanges().map(({ end }) => end))
    .toEqual([{ how: "cut", message: "The client went away." }]);
});

test("what was played is played again, byte for byte", { tag: "@http" }, async ({ start }) => {
  const mock = await start(shop);
  const text = await (await fetch(`${mock.url}/shelf`)).text();
  await expect.poll(() => mock.exchanges().length).toBe(1);
  const [exchange] = mock.exchanges();
  expect(judgeExchange(await loadContract(shop), exchange!, { mode: "strict" }).verdict).toBe("pass");
  const again = await start(shop, { replay: [exchange!] });
  expect(await (await fetch(`${again.url}/shelf`)).text()).toBe(text);
});
