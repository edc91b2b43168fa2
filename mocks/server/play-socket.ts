import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { End, Frame, SocketEndpoint } from "../../contracts/index.ts";
import type { Edit, Json } from "../edit.ts";
import { behavioursOf, type Listener, socketOfDocument } from "../play/index.ts";
import { said } from "./active.ts";
import { headersOf } from "./http.ts";
import type { Site, Target } from "./site.ts";

/** Frames of one socket that are remembered, and their size in characters. */
const remembered = 1000;
const rememberedSize = 1024 * 1024;
/** Bytes that wait for a client who does not read; with more, the socket is broken off. */
const waitingLimit = 64 * 1024 * 1024;

/** Plays one accepted socket until it closes, and remembers what was said. */
export function playSocket(
  site: Site,
  { path, query, world }: Target,
  request: IncomingMessage,
  endpoint: SocketEndpoint,
  parameters: Readonly<Record<string, string>>,
  opened: WebSocket,
  edits: readonly Edit[],
): void {
  const { contract } = site;
  const began = Date.now();
  const frames: Frame[] = [];
  let size = 0;
  const note = (from: Frame["from"], raw: string, binary: boolean) => {
    size += raw.length;
    if (frames.length >= remembered || size > rememberedSize) return;
    frames.push({ from, at: Date.now() - began, raw, ...(binary && { binary }) });
  };
  let sent = 0;
  const send = (frame: Json) => {
    if (opened.readyState !== opened.OPEN || said(edits, "silent")) return;
    const edited = edits.reduce((all, edit) => (edit.frames ? edit.frames(all) : all), [frame] as readonly Json[]);
    for (const one of edited) {
      const text = JSON.stringify(one);
      const raw = said(edits, "raw")?.(text) ?? text;
      note("server", typeof raw === "string" ? raw : Buffer.from(raw).toString("base64"), typeof raw !== "string");
      opened.send(raw);
      if (opened.bufferedAmount > waitingLimit) opened.terminate();
      if (said(edits, "cutAfter") === ++sent) opened.terminate();
    }
  };
  const behaviour = behavioursOf(contract).socket[endpoint.id] ?? socketOfDocument(site.seed);
  const session = {
    contract,
    endpoint,
    parameters,
    query: new URLSearchParams(query),
    world,
    replay: said(edits, "replay"),
    send,
  };
  let listener: Listener | undefined;
  // A failure of ours closes this one socket; the mock goes on.
  const guarded = (act: () => void) => {
    try {
      act();
    } catch (error) {
      site.log(`SOCKET ${path}${query} 1011 the mock failed: ${error instanceof Error ? error.message : error}`);
      opened.close(1011);
    }
  };
  guarded(() => {
    listener = behaviour(session);
  });
  opened.on("message", (data: Buffer, binary: boolean) => {
    const text = binary ? data.toString("base64") : data.toString("utf8");
    note("client", text, binary);
    const heard = binary ? undefined : objectIn(text);
    guarded(() => {
      listener?.hear(heard);
      const more = heard && said(edits, "answers")?.(heard);
      if (more) send(more);
    });
  });
  const beats = setInterval(() => guarded(() => listener?.beat?.()), site.heartbeat);
  beats.unref();
  opened.on("error", () => opened.terminate());
  opened.on("close", (code, reason) => {
    clearInterval(beats);
    listener?.leave();
    const end: End = { how: "closed", code, reason: reason.toString() };
    const url = `${path}${query}`;
    world.exchanges.add({
      endpoint: endpoint.id,
      transport: "socket",
      request: { method: "GET", url, headers: headersOf(request) },
      response: { status: 101, reason: "Switching Protocols", headers: {} },
      frames,
      end,
    });
  });
}

function objectIn(text: string): Json | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
