import { readFileSync } from "node:fs";
import { rawAnswer, rawExchange } from "../../../probe/index.ts";
import type { Installed } from "../../install/index.ts";
import { driverPath } from "../ask-driver.ts";
import { kept } from "../kept.ts";
import { ParticipantError } from "../participant-error.ts";
import { startServer } from "../start-server.ts";
import type { Answered, Asking, Speaker } from "../types.ts";
import { type Question, questions } from "./questions.ts";

const driver = "asgi.py";
/** Milliseconds. Whatever is asked is answered at once or never. */
const patience = 10_000;
const most = 256 * 1024;
/** Headers that say something of the contract; a server's own mark and the time do not. */
const telling = /^(content-type|allow|location|access-control-.*|upgrade|sec-websocket-protocol)$/;

/** A stack of FastAPI, Starlette and uvicorn, whatever of them is installed, with one small application. */
export function asgiSpeaker(title: string, installed: Installed, asking: Asking): Speaker {
  return {
    title,
    answers: () => {
      const path = driverPath(driver);
      const depends = ["answers", installed.key, readFileSync(path, "utf8"), JSON.stringify(questions)];
      return kept(asking, title, depends, async () => {
        const command = [installed.python ?? "python3", "-E", "-s", path] as const;
        const server = await startServer(title, command, { signal: asking.signal });
        try {
          const answers: Answered[] = [];
          for (const question of questions) answers.push(await asked(server.url, question));
          const silent = answers.every(({ status }) => status === null);
          if (silent)
            throw new ParticipantError("server-silent", `${title} answered nothing: ${lastOf(server.output())}.`, next);
          return answers;
        } finally {
          await server.stop();
        }
      });
    },
  };
}

const next = "See whether the packages of these versions go together.";

const lastOf = (text: string) => text.trim().split("\n").at(-1)?.replace(/\.$/, "") || "it wrote nothing";

/** Asks once more where nothing came: a machine may be busy, and what is silent is silent again. */
async function asked(base: string, question: Question): Promise<Answered> {
  const answer = await ask(base, question);
  return answer.status === null ? ask(base, question) : answer;
}

/** Raw, for what is no HTTP in the eyes of a library is an answer as well. */
async function ask(base: string, { name, method, path, headers, body, upgrade }: Question): Promise<Answered> {
  const { hostname, port, host } = new URL(base);
  const all = {
    host,
    ...(upgrade
      ? { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" }
      : { connection: "close" }),
    ...headers,
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
  };
  const head = Object.entries(all).map(([header, value]) => `${header}: ${value}\r\n`);
  const heard = await rawExchange({
    address: hostname,
    port: Number(port),
    say: `${method} ${path} HTTP/1.1\r\n${head.join("")}\r\n${body ?? ""}`,
    patience,
    total: patience,
    most,
    enough: (bytes) => rawAnswer(bytes, method)?.complete === true || /^HTTP\/1\.1 101 /.test(bytes.toString("latin1")),
    signal: AbortSignal.timeout(2 * patience),
  });
  const answer = rawAnswer(heard.bytes, method);
  if (!answer) return { question: name, status: null, refused: true, headers: {}, body: null };
  const told = Object.entries(answer.headers).filter(([header]) => telling.test(header));
  const steady = told.map(([header, value]) => [header, value.replaceAll(host, "HOST")]);
  return {
    question: name,
    status: answer.status,
    refused: answer.status >= 400,
    headers: Object.fromEntries(steady),
    body: answer.status === 101 ? null : read(answer.body),
  };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
