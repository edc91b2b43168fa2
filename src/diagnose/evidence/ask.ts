import { mayBeHttp, rawAnswer, rawExchange, userAgent } from "../../probe/index.ts";
import type { Heard } from "../facts.ts";
import { type Lab, NotMade } from "../lab.ts";
import { pathOf, veiled } from "../target.ts";
import { acceptOf, newKey } from "./key.ts";

/** One request to the target's server. */
export interface Question {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Over the other of plain and TLS. */
  readonly otherwise?: true;
  /** The whole body is wanted, up to a mebibyte. */
  readonly whole?: true;
}

/** Connections at one time: a server of one thread is not to be held up by us. */
const most = 6;
const answerBytes = 64 * 1024;
const turns = new WeakMap<Lab, { free: number; waiting: (() => void)[] }>();

/** A masked close frame with nothing in it (RFC 6455, 5.5.1): we leave politely. */
const goodbye = Buffer.from([0x88, 0x80, 0, 0, 0, 0]);

/** Asks, as soon as it is known which address of the name takes connections. */
export async function ask(lab: Lab, question: Question): Promise<Heard | NotMade> {
  const { target } = lab.settings;
  const tried = (await lab.see("tcp"))?.tried ?? [];
  const open = tried.find(({ outcome }) => outcome === "open");
  if (!open) return new NotMade("no address takes a connection");
  const tls = question.otherwise ? !target.tls : target.tls;
  if (tls && !question.otherwise && (await lab.see("tls"))?.outcome !== "ok")
    return new NotMade("TLS did not come about");
  const release = await turn(lab);
  try {
    if (lab.signal.aborted) return new NotMade("the budget was spent before its turn");
    return await spoken(lab, question, open.address, tls);
  } finally {
    release();
  }
}

/** The headers of an upgrade; an empty value takes one away. */
export function upgradeHeaders(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": newKey(),
    ...more,
  };
}

async function spoken(lab: Lab, question: Question, address: string, tls: boolean): Promise<Heard> {
  const { target, patience, headers: own } = lab.settings;
  const { method, url, body } = question;
  const headers = Object.entries({
    host: url.host,
    "user-agent": userAgent,
    accept: "*/*",
    connection: "close",
    ...(tls === target.tls && lower(own)),
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
    ...question.headers,
  }).filter(([, value]) => value !== "");
  const head = `${method} ${pathOf(url)} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const heard = await rawExchange({
    address,
    port: target.port,
    ...(tls && { tls: { servername: target.host } }),
    say: head + Buffer.from(body ?? "").toString("latin1"),
    patience,
    total: patience * 1.5,
    most: question.whole ? 1024 * 1024 : answerBytes,
    enough: (bytes) => (mayBeHttp(bytes) ? (rawAnswer(bytes, method)?.complete ?? false) : bytes.length > 16),
    ...("upgrade" in (question.headers ?? {}) && { goodbye }),
    signal: lab.signal,
  });
  const answer = rawAnswer(heard.bytes, method);
  const path = `${url.pathname}${veiled(url)}`;
  if (!answer) {
    const wrong = heard.bytes.length > 0 && !mayBeHttp(heard.bytes);
    const end = wrong ? "not-http" : heard.end;
    const body = wrong ? printable(heard.bytes) : "";
    return { method, path, end, ...(heard.code && { code: heard.code }), headers: {}, body, said: end, ms: heard.ms };
  }
  const key = (question.headers as Record<string, string> | undefined)?.["sec-websocket-key"];
  const invalid = answer.status === 101 && key && answer.headers["sec-websocket-accept"] !== acceptOf(key);
  return {
    method,
    path,
    end: invalid ? "invalid" : heard.end,
    status: answer.status,
    reason: answer.reason,
    headers: kept(answer.headers),
    body: question.whole ? answer.body : answer.body.slice(0, 2000),
    said: saidOf(answer, url),
    ms: heard.ms,
  };
}

/** Headers that differ from answer to answer, or with the length of the path. */
const volatile =
  /^(date|etag|content-length|set-cookie|sec-websocket-accept|x-request-id|x-trace.*|cf-ray|keep-alive|age|expires|last-modified)$/;

function saidOf(answer: NonNullable<ReturnType<typeof rawAnswer>>, url: URL): string {
  const headers = Object.entries(answer.headers).filter(([name]) => !volatile.test(name));
  const text = [`${answer.status} ${answer.reason}`, ...headers.map((pair) => pair.join(": ")), "", answer.body].join(
    "\n",
  );
  const names = [pathOf(url), url.pathname, encodeURIComponent(url.pathname)].filter((name) => name.length > 1);
  return names.reduce((all, name) => all.replaceAll(name, "PATH"), text);
}

/** What a report may show: cookies are somebody's. */
const kept = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "set-cookie"));

const printable = (bytes: Buffer) =>
  bytes
    .subarray(0, 80)
    .toString("latin1")
    .replace(/[^\x20-\x7e]+/g, ".")
    .trim();

const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Waits for a turn. @returns gives it back */
async function turn(lab: Lab): Promise<() => void> {
  const queue = turns.get(lab) ?? { free: most, waiting: [] };
  turns.set(lab, queue);
  if (queue.free > 0) queue.free--;
  else await new Promise<void>((resolve) => queue.waiting.push(resolve));
  return () => {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.free++;
  };
}
