import { WebSocketServer } from "ws";
import { broadcaster } from "./broadcast-http.mjs";
import { listen } from "./serve.mjs";

const server = broadcaster((text) => {
  for (const client of sockets.clients) client.send(text);
  return sockets.clients.size;
});
const sockets = new WebSocketServer({ server });
listen(server, "/api/v1/ws/broadcast");
