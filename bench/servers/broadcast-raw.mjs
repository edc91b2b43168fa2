import { accepted, broadcaster, frameOf } from "./broadcast-http.mjs";
import { listen } from "./serve.mjs";

/** @type {Set<import("node:stream").Duplex>} */
const sockets = new Set();
const server = broadcaster((text) => {
  const frame = frameOf(text);
  for (const socket of sockets) socket.write(frame);
  return sockets.size;
});
server.on("upgrade", (request, socket) => {
  socket.write(accepted(request.headers["sec-websocket-key"] ?? ""));
  sockets.add(socket);
  socket.on("data", () => {});
  socket.on("error", () => socket.destroy());
  socket.on("close", () => sockets.delete(socket));
});
listen(server, "/api/v1/ws/broadcast");
