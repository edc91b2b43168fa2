import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { encodeClosing, encodePart } from "../../contracts/index.ts";
import { http } from "../verify/raw-server.ts";
import { expect, test } from "./test.ts";

const shop = fileURLToPath(new URL("../../mocks/scenarios/documents/shop.openapi.json", import.meta.url));
const type = { "content-type": 'multipart/mixed; boundary="-"' };
const part = (value: object) => encodePart(JSON.stringify(value), "-");
const first = part({ data: { shelf: {} }, hasNext: true });
const last = part({ hasNext: false });
const closing = encodeClosing("-");

test("a body in parts passes byte for byte, is recorded part by part, and is played again", async ({
  start,
  record,
}) => {
  const mock = await start(shop);
  const recording = await record(shop, mock.url);
  const text = await (await fetch(`${recording.url}/shelf`)).text();
  await expect.poll(() => recording.passed.map(({ judgement }) => judgement?.verdict)).toEqual(["pass"]);
  const [exchange] = recording.exchanges();
  expect(exchange?.frames).toHaveLength(5);
  expect(exchange?.frames.map(({ raw }) => raw)).toEqual(mock.exchanges()[0]?.frames.map(({ raw }) => raw));
  expect(text).toBe(exchange?.frames.map(({ raw }) => raw).join(""));

  const replay = await start(shop, { seed: 7, replay: recording.exchanges() });
  expect(await (await fetch(`${replay.url}/shelf`)).text()).toBe(text);
});

test("a slow body arrives piece by piece, and a part is recorded when the delimiter behind it came", async ({
  serve,
  record,
}) => {
  let release = () => {};
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, type);
      response.write(`${first}\r\n---`);
      release = () => response.end(last.slice(5) + closing);
    }),
  );
  const recording = await record(shop, target.url);
  const answer = await fetch(`${recording.url}/shelf`);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(`${first}\r\n---`);
  release();
  expect((await reader.read()).value).toBe(last.slice(5) + closing);
  await expect.poll(() => recording.passed.length).toBe(1);
  expect(recording.exchanges()[0]?.frames.map(({ raw }) => raw)).toEqual([first, last, closing]);
});

test("a compressed body is recorded in its parts", async ({ serve, record }) => {
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, { ...type, "content-encoding": "gzip" }).end(gzipSync(first + last + closing));
    }),
  );
  const recording = await record(shop, target.url);
  await (await fetch(`${recording.url}/shelf`)).text();
  await expect.poll(() => recording.passed.map(({ judgement }) => judgement?.verdict)).toEqual(["pass"]);
  expect(recording.exchanges()[0]?.frames.map(({ raw }) => raw)).toEqual([first, last, closing]);
});

test("a body that breaks off in the middle of a part is one breach", async ({ serve, record }) => {
  let cut = () => {};
  const target = await serve(
    http((_, response) => {
      response.writeHead(200, type).write(first + last.slice(0, 40));
      cut = () => response.destroy();
    }),
  );
  const recording = await record(shop, target.url);
  const answer = await fetch(`${recording.url}/shelf`);
  const rest = answer.text().catch(() => "broken");
  cut();
  expect(await rest).toBe("broken");
  await expect
    .poll(() => recording.passed.map(({ judgement }) => judgement?.violations.map(({ rule }) => rule)))
    .toEqual([["framing/multipart-closed"]]);
  expect(recording.exchanges()[0]).toMatchObject({
    frames: [{ raw: first }, { raw: last.slice(0, 40) }],
    end: { how: "cut" },
  });
});
