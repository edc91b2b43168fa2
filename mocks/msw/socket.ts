import type { WebSocketHandlerConnection } from "msw";
import { decideUpgrade } from "../service/handshake.ts";
import { pageHeaders } from "../service/page-headers.ts";
import type { Place } from "../service/place.ts";
import { type SocketWire, startTalk } from "../service/talk.ts";
import { targetOf } from "../service/target.ts";
import type { Worlds } from "../world/worlds.ts";

type Client = WebSocketHandlerConnection["client"];

/** "No close frame" (RFC 6455, 7.1.5): what a page sees of a refused handshake and of a broken connection. */
const abnormal = 1006;

/** Plays a socket that MSW caught. */
export function playCaught({ site, base }: Place, worlds: Worlds, client: Client): void {
  const { pathname, search } = client.url;
  const target = targetOf(worlds, base, `${pathname}${search}`);
  const answer = decideUpgrade(site, target, pageHeaders());
  const { socket } = client as { readonly socket?: EventTarget };
  if (answer.how !== "accepted") {
    // As a page sees it: an error, and a close. MSW closes without the error.
    client.close(abnormal);
    socket?.dispatchEvent(new Event("error"));
    return;
  }
  const start = () => {
    const wire = new CaughtWire(client);
    const talk = startTalk(site, target, answer, wire);
    client.addEventListener("message", ({ data }) => {
      if (typeof data === "string") talk.hear(data, false);
      else void base64Of(data as Blob | ArrayBuffer).then((text) => talk.hear(text, true));
    });
    client.addEventListener("close", ({ code, reason }) => {
      wire.open = false;
      talk.ended(code, reason);
    });
  };
  // MSW tells of a socket before it is open, when nothing can be said yet.
  if (socket) socket.addEventListener("open", start, { once: true });
  else start();
}

async function base64Of(data: Blob | ArrayBuffer): Promise<string> {
  return Buffer.from(await new Response(data).arrayBuffer()).toString("base64");
}

class CaughtWire implements SocketWire {
  readonly #client: Client;
  open = true;

  constructor(client: Client) {
    this.#client = client;
  }

  send(raw: string | Uint8Array): void {
    this.#client.send(typeof raw === "string" ? raw : raw.slice());
  }

  cut(): void {
    this.close(abnormal);
  }

  /** After what was sent: MSW sends in a microtask, and nothing once it closes. */
  close(code: number, reason?: string): void {
    this.open = false;
    queueMicrotask(() => this.#client.close(code, reason));
  }
}
