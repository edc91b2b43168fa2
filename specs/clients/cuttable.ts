import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can be cut, as when a cable is pulled, and mended. */
export interface Cuttable {
  readonly url: string;
  /** Breaks every connection, without a closing handshake, and each new one until it is mended. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/** @param target URL of a server on this machine, whose bytes are passed on as they are */
export async function startCuttable(target: string): Promise<Cuttable> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let whole = true;
  const keep = (socket: Socket, other: Socket) => {
    open.add(socket);
    socket.on("error", () => {}); // Broken on purpose.
    socket.on("close", () => {
      open.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((client) => {
    if (!whole) return void client.destroy();
    const upstream = connect(Number(port), hostname);
    keep(client, upstream);
    keep(upstream, client);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      whole = true;
    },
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
