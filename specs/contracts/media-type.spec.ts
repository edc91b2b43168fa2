import { expect, test } from "@playwright/test";
import { isEventStream, isJson, payloadFor } from "../../contracts/engine/media-type.ts";

const kinds: readonly (readonly [mediaType: string, json: boolean, stream: boolean])[] = [
  ["application/json", true, false],
  [" Application/JSON ;charset=utf-8", true, false],
  ["application/problem+json", true, false],
  ["application/json-seq", false, false],
  ["x-application/json", false, false],
  ["application/json+x", false, false],
  ["application/x+json5", false, false],
  ["text/event-stream", false, true],
  ["Text/Event-Stream ; charset=utf-8", false, true],
  ["text/event-streams", false, false],
  ["", false, false],
];

for (const [mediaType, json, stream] of kinds) {
  test(`"${mediaType}" is ${json ? "JSON" : stream ? "an event stream" : "neither"}`, () => {
    expect([isJson(mediaType), isEventStream(mediaType)]).toEqual([json, stream]);
  });
}

const promises = ["*/*", "text/*", "Text/Plain; charset=utf-8", "application/json"];
const found: readonly (readonly [
  promised: readonly string[],
  header: string | undefined,
  payload: string | undefined,
])[] = [
  [promises, "text/plain", promises[2]],
  [promises, "TEXT/plain;charset=latin1", promises[2]],
  [promises, "text/html", "text/*"],
  [promises, "textual/html", "*/*"],
  [promises, "image/png", "*/*"],
  [[...promises].reverse(), "text/plain", promises[2]],
  [[...promises].reverse(), "text/html", "text/*"],
  [promises.slice(1), "image/png", undefined],
  [promises.slice(1), undefined, undefined],
  [["text/html", "text/plain"], "text/", undefined],
  [["text/"], "text/plain", undefined],
  [["x/*"], "text/plain", undefined],
  [[], "text/plain", undefined],
  [["*/*"], undefined, "*/*"],
];

for (const [promised, header, payload] of found) {
  test(`of ${promised.join(", ") || "nothing"}, ${header} is ${payload ?? "none"}`, () => {
    const content = promised.map((mediaType) => ({ mediaType, stream: false, examples: [] }));
    expect(payloadFor(content, header)?.mediaType).toBe(payload);
  });
}
