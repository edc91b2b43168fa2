import type { Client } from "mock-socket";
import type { Accepted } from "../service/handshake.ts";
import type { Site } from "../service/site.ts";
import { type SocketWire, startTalk } from "../service/talk.ts";
import type { Target } from "../service/target.ts";

/** "No close frame" (RFC 6455, 7.1.5). */
const abnormal = 1006;

/** Plays a socket that mock-socket opened. */
export function playOpened(site: Site, target: Target, accepted: Accepted, client: Client): void {
  const talk = startTalk(site, target, accepted, wireOf(client));
  client.on("message", (data) => {
    if (typeof data === "string") talk.hear(data, false);
    else void bytesOf(data).then((bytes) => talk.hear(bytes.toString("base64"), true));
  });
  // Its types do not know that the event is given.
  client.on("close", ((event: { readonly code: number; readonly reason: string }) =>
    talk.ended(event.code, event.reason)) as () => void);
}

async function bytesOf(data: Blob | ArrayBuffer | ArrayBufferView): Promise<Buffer> {
  return Buffer.from(await new Response(data as Blob).arrayBuffer());
}

function wireOf(client: Client): SocketWire {
  return {
    get open() {
      return client.readyState === client.OPEN;
    },
    // A copy: the slice of a Buffer is a view into a larger one.
    send: (raw) => client.send(typeof raw === "string" ? raw : new Uint8Array(raw).buffer),
    cut: () => client.close({ code: abnormal, reason: "", wasClean: false }),
    close: (code, reason = "") => client.close({ code, reason, wasClean: true }),
  };
}
