// Sends one request again and again over kept-alive connections: node requests.mjs URL BODY CONNECTIONS SECONDS.
// A client of bare sockets, with the request made beforehand, so that the server is what is measured. Prints JSON.
import { connect } from "node:net";

const [, , url = "", body = "", connections = "50", seconds = "2"] = process.argv;
const { hostname, port, pathname } = new URL(url);
const request = Buffer.from(
  [
    `POST ${pathname} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    "content-type: application/json",
    "accept: */*",
    `content-length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n"),
);
const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

let count = 0;
let over = false;
const began = performance.now();
const sockets = Array.from({ length: Number(connections) }, open);
setTimeout(() => {
  over = true;
  const elapsed = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage();
  process.stdout.write(JSON.stringify({ count, seconds: elapsed, loader: (user + system) / 1e6 / elapsed }));
  for (const socket of sockets) socket.destroy();
}, Number(seconds) * 1000);

function open() {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => socket.write(request));
  /** Bytes of the body that are still to come; -1 for a chunked one; undefined before the head. @type {number | undefined} */
  let left;
  let tail = Buffer.alloc(0);
  socket.on("data", (data) => {
    let from = 0;
    if (left === undefined) {
      const end = data.indexOf(headEnd);
      if (end < 0) throw new Error("The head of the answer came in pieces.");
      left = lengthIn(data.toString("latin1", 0, end));
      from = end + headEnd.length;
    }
    if (left >= 0) left -= data.length - from;
    else {
      tail = data.length >= lastChunk.length ? data : Buffer.concat([tail.subarray(-lastChunk.length), data]);
      if (tail.subarray(-lastChunk.length).equals(lastChunk)) left = 0;
    }
    if (left !== 0) return;
    left = undefined;
    count++;
    if (!over) socket.write(request);
  });
  socket.on("error", (error) => {
    if (!over) throw error;
  });
  socket.on("close", () => {
    if (!over) throw new Error("The server closed a connection.");
  });
  return socket;
}

/** @param {string} head */
function lengthIn(head) {
  if (!/^HTTP\/1\.1 200 /.test(head)) throw new Error(`The server answered ${head.split("\r\n")[0]}.`);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return length === undefined ? -1 : Number(length);
}
