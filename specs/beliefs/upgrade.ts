import { randomBytes } from "node:crypto";
import { connect } from "node:net";

/** Asks for an upgrade and gives the head and the body of the answer as they came; the date alone is taken out. */
export function upgrade(url: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const asked = {
    host,
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": randomBytes(16).toString("base64"),
    ...headers,
  };
  const lines = Object.entries(asked).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname);
    socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      // A socket that opened stays open: its head is the answer.
      if (/^HTTP\/1\.1 101 [\s\S]*\r\n\r\n/.test(answer)) socket.destroy();
    });
    socket.on("close", () => resolve(answer.replace(/^date: .*\r\n/im, "")));
    socket.on("error", reject);
  });
}

/** The status of an answer. */
export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
