/** A text message as a server puts it on the wire: one frame, not masked (RFC 6455, 5.2). */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extended + length);
  frame[0] = 0x81;
  frame[1] = extended === 0 ? length : extended === 2 ? 126 : 127;
  if (extended === 2) frame.writeUInt16BE(length, 2);
  if (extended === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, 2 + extended, "utf8");
  return frame;
}

/** Frames texts, and the same text for many sockets in a row only once: that is what a broadcast is. */
export class FrameOnce {
  #text: string | undefined;
  #frame: Buffer = Buffer.alloc(0);

  frame(text: string): Buffer {
    if (text !== this.#text) [this.#text, this.#frame] = [text, frameOf(text)];
    return this.#frame;
  }
}
