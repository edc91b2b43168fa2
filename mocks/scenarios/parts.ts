import { fileURLToPath } from "node:url";
import type { Edit, Json } from "../edit.ts";
import { breaking, type Scenario } from "./scenario.ts";

/** A small shop, for what any service may do that answers in parts. */
const shop = fileURLToPath(new URL("./documents/shop.openapi.json", import.meta.url));

const parts = (rule: string, title: string, edit: Omit<Edit, "endpoint">): Scenario =>
  breaking(rule, shop, title, { endpoint: "shelf", also: ["generate-copilot-response"], ...edit });

/** What the text of the closing delimiter ends with, and that of no part. */
const closing = /--\r\n$/;
const added: Json = { items: ["Lost"], path: ["shelf", "cellar", 0] };

/** One scenario for each rule of bodies in parts: how they are framed, and what comes when. */
export const inParts: readonly Scenario[] = [
  parts("framing/multipart-boundary", "The delimiters are not those of the content type", {
    head: ({ status, headers }) => ({
      status,
      headers: { ...headers, "content-type": 'multipart/mixed; boundary="shelf"' },
    }),
  }),
  parts("framing/multipart-part", "No empty line ends the headers of the parts", {
    raw: (text) => text.replace("\r\n\r\n", "\r\n"),
  }),
  parts("framing/multipart-closed", "The body ends behind the last part, without a closing delimiter", {
    raw: (text) => (closing.test(text) ? "" : text),
  }),
  parts("order/incremental-starts-with-data", "There is nothing to begin with", {
    frames: (frames) => frames.slice(1),
  }),
  parts("order/nothing-after-last-part", "Something is added after the last part", {
    frames: (frames) => [...frames, { hasNext: true }],
  }),
  parts("order/incremental-path-known", "Something is put into a cellar that nobody has seen", {
    frames: ([first = {}, ...rest]) => [first, { incremental: [added], hasNext: true }, ...rest],
  }),
  parts("order/incremental-ends", "No part says that it is the last", {
    frames: (frames) => frames.map((frame) => ({ ...frame, hasNext: true })),
  }),
];
