import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { type ClubDefect, isNote } from "./club-defects.ts";
import type { RawServer } from "./raw-server.ts";

interface Room {
  readonly present: Map<string, WebSocket>;
  readonly missed: Map<string, string[]>;
  n: number;
}

/** A small backend that keeps the documents `club.*.yaml`, or breaks them in one named way. */
export async function startClub(defect?: ClubDefect): Promise<RawServer> {
  const rooms = new Map<string, Room>();
  const server = createServer((request, response) => answer(rooms, defect, request, response));
  const wss = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "", "http://club");
    const name = /^\/rooms\/([^/]+)$/.exec(url.pathname)?.[1];
    const foreign = request.headers.origin !== "http://localhost:5000";
    // Nobody reads a refused socket, so its end would go unseen, and the server could not close.
    const refuse = (status: string) =>
      socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
    if (!name && defect === "upgrade-404") return refuse("404 Not Found");
    if (!name || (foreign && defect !== "takes-any-origin")) return refuse("403 Forbidden");
    const room = rooms.get(name) ?? { present: new Map(), missed: new Map(), n: 0 };
    rooms.set(name, room);
    wss.handleUpgrade(request, socket, head, (ws) => join(room, ws, url.searchParams.get("client_id"), defect));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const ws of wss.clients) ws.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let guests = 0;

function join(room: Room, ws: WebSocket, chosen: string | null, defect: ClubDefect | undefined): void {
  const id = chosen ?? `guest-${++guests}`;
  const send = (value: object) => ws.send(JSON.stringify(value));
  room.present.set(id, ws);
  send({ type: "hello", client_id: id });
  const missed = room.missed.get(id) ?? [];
  if (defect !== "replays-for-ever") room.missed.delete(id);
  const again =
    defect === "replays-backwards" ? missed.toReversed() : defect === "replays-twice" ? [...missed, ...missed] : missed;
  if (defect !== "no-replay") for (const frame of again) ws.send(frame);
  ws.on("close", () => {
    if (room.present.get(id) === ws) room.present.delete(id);
    if (chosen !== null && !room.missed.has(id)) room.missed.set(id, []);
  });
  ws.on("message", (data) => {
    const type = typeOf(String(data));
    if (type === "ping") send({ type: "pong" });
    else if (type === "say") say(room, defect);
    else if (type === undefined && defect !== "ignores-malformed") send({ type: "error" });
    else if (type === "nod" && defect === "answers-nod") send({ type: "error" });
  });
}

/** Tells the room three times, whoever is there or was. */
function say(room: Room, defect: ClubDefect | undefined): void {
  if (defect === "mute") return;
  for (let times = 0; times < 3; times++) {
    const n = ++room.n;
    const frame = JSON.stringify({ type: "said", n: defect === "n-as-text" ? String(n) : n });
    for (const ws of room.present.values()) ws.send(frame);
    for (const [id, frames] of room.missed) if (!room.present.has(id)) frames.push(frame);
  }
}

function typeOf(text: string): string | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value?.type === "string" ? value.type : undefined;
  } catch {
    return undefined;
  }
}

async function answer(
  rooms: ReadonlyMap<string, Room>,
  defect: ClubDefect | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cors = defect === "no-cors" ? {} : { "access-control-allow-origin": "http://localhost:5000" };
  const reply = (status: number, value: unknown) =>
    response.writeHead(status, { "content-type": "application/json", ...cors }).end(JSON.stringify(value));
  const member = /^\/members\/([^/]+)$/.exec(request.url ?? "")?.[1];
  const known = member !== undefined || request.url === "/notes";
  if (!known || (defect === "notes-missing" && member === undefined)) {
    return void reply(404, defect === "other-404" ? { error: "nope" } : { detail: "Not Found" });
  }
  const allowed = member === undefined ? "POST" : "GET";
  if (request.method !== allowed)
    return void reply(defect === "method-400" ? 400 : 405, { detail: "Method Not Allowed" });
  if (member !== undefined) {
    const there = [...rooms.values()].some(({ present }) => present.has(decodeURIComponent(member)));
    return void (there && defect !== "forgets-members"
      ? reply(200, { client_id: member })
      : reply(404, { detail: "Nobody" }));
  }
  let text = "";
  for await (const chunk of request) text += chunk;
  if (isNote(text, request.headers["content-type"], defect)) return void reply(201, { id: 1 });
  reply(422, defect === "odd-422" ? { message: "no" } : { detail: "not a note" });
}
