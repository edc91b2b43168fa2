// Many WebSockets that listen: node listeners.mjs URL SOCKETS. For each line of standard input, a number of seconds, it
// posts broadcasts to the URL, the next when all have heard the last, and prints JSON. Bare sockets, as in requests.mjs.
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { createInterface } from "node:readline";

const [, , url = "", sockets = "1000"] = process.argv;
const { hostname, port, origin } = new URL(url);
const body = JSON.stringify({ type: "metrics", timestamp: "2026-01-01T00:00:00.000000", note: "x".repeat(130) });
/** A text frame of more than 125 bytes has four bytes before them (RFC 6455, 5.2). */
const size = Buffer.byteLength(body) + 4;
const upgrade = [
  "GET /api/v1/ws/connect HTTP/1.1",
  `host: ${hostname}:${port}`,
  "upgrade: websocket",
  "connection: Upgrade",
  `sec-websocket-key: ${Buffer.alloc(16, 7).toString("base64")}`,
  "sec-websocket-version: 13",
  "",
  "",
].join("\r\n");

let bytes = 0;
/** @type {(() => void) | undefined} */
let heard;
let awaited = 0;

const connected = [];
for (let index = 0; index < Number(sockets); index++) connected.push(await listener());
// A server may greet those who come; what it says to them is let pass.
await quiet();

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await broadcasts(Number(line)))}\n`);
}

async function listener() {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  socket.write(upgrade);
  const [first] = await once(socket, "data");
  if (!String(first).startsWith("HTTP/1.1 101 ")) throw new Error(`The server answered ${String(first).slice(0, 40)}.`);
  socket.on("data", (data) => {
    bytes += data.length;
    if (bytes >= awaited) heard?.();
  });
  return socket;
}

/** Waits until nothing has come for a while. */
async function quiet() {
  for (let before = -1; before !== bytes; ) {
    before = bytes;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @param {number} seconds */
async function broadcasts(seconds) {
  const began = performance.now();
  const busy = process.cpuUsage();
  let count = 0;
  let elapsed = 0;
  for (; elapsed < seconds; elapsed = (performance.now() - began) / 1000) {
    bytes = 0;
    awaited = size * connected.length;
    const all = new Promise((resolve) => {
      heard = () => resolve(undefined);
    });
    await Promise.all([post(), all]);
    if (bytes !== awaited) throw new Error(`${bytes} bytes came, where ${awaited} were awaited.`);
    count += connected.length;
  }
  const { user, system } = process.cpuUsage(busy);
  return { count, seconds: elapsed, loader: (user + system) / 1e6 / elapsed };
}

/** @returns {Promise<void>} */
function post() {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), origin };
    const sent = request(url, { method: "POST", headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`A broadcast got ${answer.statusCode}.`));
      answer.resume().on("end", resolve);
    });
    sent.on("error", reject).end(body);
  });
}
