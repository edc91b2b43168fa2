import type { Json } from "../edit.ts";
import { behavioursOf, type Listener, objectIn, replaySocket, socketOfDocument } from "../play/index.ts";
import { Transcript } from "../world/transcript.ts";
import { editedBy, said } from "./active.ts";
import type { Accepted } from "./handshake.ts";
import type { Site } from "./site.ts";
import type { Target } from "./target.ts";

/** A socket that was accepted, as the mock's side of it. Every carrier has its own. */
export interface SocketWire {
  readonly open: boolean;
  send(raw: string | Uint8Array): void;
  /** Breaks the connection without a closing handshake. */
  cut(): void;
  close(code: number, reason?: string): void;
}

/** What a carrier tells of a socket. */
export interface Talk {
  /** @param text of a message; base64 of a binary one */
  hear(text: string, binary: boolean): void;
  /** The socket is closed; @param code 1006 where no close frame came (RFC 6455, 7.1.5) */
  ended(code: number, reason: string): void;
}

/** Plays one accepted socket until it ends, and remembers what was said. */
export function startTalk(site: Site, { path, query, world }: Target, accepted: Accepted, wire: SocketWire): Talk {
  const { contract } = site;
  const { endpoint, parameters, headers, edits, turn } = accepted;
  const transcript = new Transcript(world.allowance);
  const [edit, cutAfter, silent] = [said(edits, "raw"), said(edits, "cutAfter"), said(edits, "silent")];
  let sent = 0;
  const put = (text: string | Uint8Array) => {
    const raw = typeof text === "string" ? (edit?.(text) ?? text) : text;
    const binary = typeof raw !== "string";
    transcript.note("server", binary ? Buffer.from(raw).toString("base64") : raw, binary);
    wire.send(raw);
    if (cutAfter === ++sent) wire.cut();
  };
  const send = (frame: Json) => {
    if (!wire.open || silent) return;
    if (edits.length === 0) put(textOf(frame));
    else for (const one of editedBy(edits, [frame])) put(textOf(one));
  };
  const write = (raw: string | Uint8Array) => {
    const frame = edits.length > 0 && typeof raw === "string" ? objectIn(raw) : undefined;
    if (frame) send(frame);
    else if (wire.open && !silent) put(raw);
  };
  let listener: Listener | undefined;
  // A failure of ours closes this one socket; the mock goes on.
  const guarded = (act: () => void) => {
    try {
      act();
    } catch (error) {
      site.log?.(`SOCKET ${path}${query} 1011 the mock failed: ${error instanceof Error ? error.message : error}`);
      wire.close(1011);
    }
  };
  const usual = () => behavioursOf(contract).socket[endpoint.id] ?? socketOfDocument(site.seed);
  const behaviour = turn ? replaySocket(turn.exchange, site.pace) : usual();
  const replay = said(edits, "replay");
  const close = (code: number, reason: string) => wire.close(code, reason);
  const own = { send, write, close, cut: () => wire.cut() };
  guarded(() => {
    listener = behaviour({ contract, endpoint, parameters, query: new URLSearchParams(query), world, replay, ...own });
  });
  const beats = setInterval(() => guarded(() => listener?.beat?.()), site.heartbeat);
  beats.unref?.();
  return {
    hear(text, binary) {
      transcript.note("client", text, binary);
      const heard = binary ? undefined : objectIn(text);
      guarded(() => {
        listener?.hear(heard);
        const more = heard && said(edits, "answers")?.(heard);
        if (more) send(more);
      });
    },
    ended(code, reason) {
      clearInterval(beats);
      listener?.leave();
      world.exchanges.add({
        endpoint: endpoint.id,
        transport: "socket",
        request: { method: "GET", url: `${path}${query}`, headers },
        response: { status: 101, reason: "Switching Protocols", headers: {} },
        frames: transcript.end(),
        end: { how: "closed", code, reason },
      });
    },
  };
}

/** A frame that goes to many, one after the other, is written once. */
let last: { readonly frame: Json; readonly text: string } | undefined;

function textOf(frame: Json): string {
  if (last?.frame !== frame) last = { frame, text: JSON.stringify(frame) };
  return last.text;
}
