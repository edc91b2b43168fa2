import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { encodeClosing, encodePart, loadContract } from "../../contracts/index.ts";
import { verify } from "../../src/verify/index.ts";
import { http } from "./raw-server.ts";

const shop = fileURLToPath(new URL("../../mocks/scenarios/documents/shop.openapi.json", import.meta.url));
const type = 'multipart/mixed; boundary="-"';
const part = (value: object, boundary = "-") => encodePart(JSON.stringify(value), boundary);
const first = { data: { shelf: {} }, hasNext: true };
const last = { hasNext: false };
const body = (boundary: string) => part(first, boundary) + part(last, boundary) + encodeClosing(boundary);
const binary = Buffer.concat([
  Buffer.from(`${part(first)}\r\n---\r\nContent-Type: application/json\r\n\r\n`),
  Buffer.from([0, 255, 254, 1]),
  Buffer.from(encodeClosing("-")),
]);

interface Target {
  readonly type?: string;
  readonly answer: (response: ServerResponse) => void;
  /** What the two checks say: verdict, and the rules that are broken. */
  readonly says: Readonly<Record<string, string>>;
  /** Where nothing ends what is asked but that; all others end with what they show, on a busy machine too. */
  readonly timeout?: number;
}

const pass = { "shelf/answers": "pass", "shelf/order": "pass" };
const broken = (rule: string) => ({ "shelf/answers": `fail ${rule}`, "shelf/order": "inconclusive" });
const whole = (text: string | Buffer) => (response: ServerResponse) => void response.end(text);

const targets: Record<string, Target> = {
  "a good body": { answer: whole(body("-")), says: pass },
  "a boundary of 70 characters": {
    type: `multipart/mixed; boundary=${"b".repeat(70)}`,
    answer: whole(body("b".repeat(70))),
    says: pass,
  },
  "a boundary of 7,000 characters": {
    type: `multipart/mixed; boundary=${"b".repeat(7000)}`,
    answer: whole(body("b".repeat(7000))),
    says: broken("framing/multipart-boundary"),
  },
  "no boundary": { type: "multipart/mixed", answer: whole(body("-")), says: broken("framing/multipart-boundary") },
  "bytes where JSON was promised": { answer: whole(binary), says: broken("framing/json") },
  "a body that is not in parts": { answer: whole(JSON.stringify(first)), says: broken("framing/multipart-boundary") },
  "a body that breaks off": {
    answer: (response) => {
      response.write(part(first), () => response.destroy());
    },
    says: broken("framing/multipart-closed"),
  },
  "a body that ends too soon": { answer: whole(part(first)), says: broken("framing/multipart-closed") },
  "headers without an end": {
    answer: (response) => {
      response.write(`${part(first)}\r\n---\r\n`);
      const line = `X-Long: ${"x".repeat(60_000)}\r\n`;
      const more = (): void => {
        if (!response.destroyed) response.write(line, () => setImmediate(more));
      };
      more();
    },
    says: broken("framing/size"),
  },
  "no end at all": {
    answer: (response) => void response.write(`${part(first)}\r\n---`),
    says: { "shelf/answers": "pass", "shelf/order": "inconclusive" },
    timeout: 1500,
  },
};

for (const [title, { type: contentType = type, answer, says, timeout = 20_000 }] of Object.entries(targets)) {
  test(`${title} is reported`, async () => {
    const server = await http((asked: IncomingMessage, response) => {
      response.on("error", () => {});
      if (asked.url !== "/shelf" || asked.method !== "GET") return response.writeHead(404).end();
      // As graphql-yoga does: parts are for those who ask for them.
      if (!asked.headers.accept?.includes("multipart/mixed")) return response.writeHead(406).end();
      return answer(response.writeHead(200, { "content-type": contentType }));
    });
    try {
      const { checks } = await verify({
        contract: await loadContract(shop),
        url: server.url,
        only: ["shelf/answers", "shelf/order"],
        timeout,
      });
      const said = checks
        .filter(({ id }) => id in says)
        .map(({ id, verdict, violations }) => [id, [verdict, ...violations.map(({ rule }) => rule)].join(" ")]);
      expect(Object.fromEntries(said)).toEqual(says);
    } finally {
      await server.close();
    }
  });
}
