/** What a WebSocket's bytes say: a whole message, or the close frame. */
export type Heard =
  | { readonly what: "message"; readonly bytes: Buffer; readonly binary: boolean }
  | { readonly what: "close"; readonly code: number; readonly reason: string };

/** Reads one direction of a WebSocket as it passes. */
export interface MessageReader {
  /** True once a message grew over the limit, or what came is no WebSocket; nothing is read any more. */
  readonly over: boolean;
  push(bytes: Buffer): Heard[];
}

/** No status code was in the close frame (RFC 6455, 7.1.5). */
const noStatus = 1005;

/**
 * Makes messages of frames (RFC 6455, 5.2): fragments are put together, masks taken off, pings and pongs left out. For a
 * socket without extensions.
 *
 * @param limit largest message in bytes
 */
export function createMessageReader(limit: number): MessageReader {
  let chunks: Buffer[] = [];
  let have = 0;
  let need = 2;
  let parts: Buffer[] = [];
  let size = 0;
  let binary = false;
  let over = false;

  const take = ({ opcode, fin, payload }: Frame): Heard[] => {
    if (opcode === 8) return [closeOf(payload)];
    if (opcode > 2) return [];
    if (opcode !== 0) {
      parts = [];
      size = 0;
      binary = opcode === 2;
    }
    parts.push(payload);
    size += payload.length;
    over ||= size > limit;
    if (!fin || over) return [];
    const bytes = Buffer.concat(parts);
    parts = [];
    return [{ what: "message", bytes, binary }];
  };

  return {
    get over() {
      return over;
    },
    push(bytes) {
      if (over) return [];
      chunks.push(bytes);
      have += bytes.length;
      if (have < need) return [];
      let rest = chunks.length === 1 ? bytes : Buffer.concat(chunks);
      const heard: Heard[] = [];
      for (;;) {
        const read = frameIn(rest);
        need = typeof read === "number" ? read : 2;
        over ||= need > limit + 14;
        if (typeof read === "number" || over) break;
        rest = rest.subarray(read.length);
        heard.push(...take(read));
      }
      chunks = over ? [] : [rest];
      have = rest.length;
      return heard;
    },
  };
}

interface Frame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly payload: Buffer;
  /** Of the whole frame, in bytes. */
  readonly length: number;
}

/** The frame at the beginning of the bytes, or how many bytes it takes to know more. */
function frameIn(bytes: Buffer): Frame | number {
  if (bytes.length < 2) return 2;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 0x80) !== 0;
  const head = 2 + extended + (masked ? 4 : 0);
  if (bytes.length < head) return head;
  const size = extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const length = head + size;
  if (bytes.length < length) return length;
  const payload = Buffer.from(bytes.subarray(head, length));
  if (masked) for (let at = 0; at < size; at++) payload[at]! ^= bytes[head - 4 + (at & 3)]!;
  return { opcode: first & 0x0f, fin: (first & 0x80) !== 0, payload, length };
}

function closeOf(payload: Buffer): Heard {
  if (payload.length < 2) return { what: "close", code: noStatus, reason: "" };
  return { what: "close", code: payload.readUInt16BE(0), reason: payload.subarray(2).toString("utf8") };
}
