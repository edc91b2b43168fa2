import { createServer as createHttp, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** A server of a few lines that does what no well-behaved one does. */
export interface RawServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Hands every connection over as it is. */
export const tcp = (behave: (socket: Socket) => void) => listen(createTcp(behave));

export const http = (behave: RequestListener) => listen(createHttp(behave));

/** Accepts WebSockets on one path, or on every path; plain requests get 404. */
export function sockets(path: string | undefined, behave: (socket: WebSocket) => void): Promise<RawServer> {
  const server = createHttp((_, response) => response.writeHead(404).end("not here"));
  new WebSocketServer({ server, ...(path !== undefined && { path }) }).on("connection", (socket) => {
    socket.on("error", () => undefined);
    behave(socket);
  });
  return listen(server);
}

async function listen(server: Server): Promise<RawServer> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
