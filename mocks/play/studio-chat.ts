import type { SocketBehaviour } from "./behaviour.ts";

/** The chat: a message in, an answer out in chunks. It greets nobody. */
export const chat: SocketBehaviour = ({ parameters, send }) => ({
  hear(frame) {
    if (frame === undefined) return send({ type: "error", error: "Expected a JSON object" });
    const { message } = frame;
    if (typeof message !== "string" || message === "") return send({ type: "error", error: "Missing message" });
    for (const word of `You said in ${parameters.thread_id}: ${message}`.split(" "))
      send({ type: "chunk", content: `${word} ` });
    send({ type: "done" });
  },
  leave: () => {},
});
