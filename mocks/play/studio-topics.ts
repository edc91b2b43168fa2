import type { Json } from "../edit.ts";
import type { Client } from "../world/rooms.ts";
import { asPython } from "./as-python.ts";
import type { Listener, Session } from "./behaviour.ts";

const topicsPerClient = 1000;

/** The older socket: a client subscribes to topics, and gets what was published before it came. */
export function topics({ world, send }: Session, joined: Client): Listener {
  const say = (message: string, more: Json = {}) => send({ type: "info", message, ...more });
  const complain = (message: string) => send({ type: "error", message });

  const subscribe = (topic: string) => {
    if (joined.topics.size < topicsPerClient) joined.topics.add(topic);
    say(`Subscribed to topic: ${topic}`);
    const history = world.rooms.history(topic);
    if (history.length === 0) return;
    say(`Sending ${history.length} historical messages for topic: ${topic}`, { timestamp: world.clock.iso() });
    for (const frame of history) send(frame);
  };

  return {
    hear(frame) {
      if (frame === undefined) return complain("Error processing message: Expected a JSON object");
      const { action, topic } = frame;
      if (action === "ping") return say("pong");
      if (action !== "subscribe" && action !== "unsubscribe") {
        return complain(`Unknown action: ${asPython(action)}`);
      }
      if (typeof topic !== "string") return complain(`Missing topic for action: ${action}`);
      if (action === "subscribe") return subscribe(topic);
      joined.topics.delete(topic);
      say(`Unsubscribed from topic: ${topic}`);
    },
    beat: () => send({ type: "heartbeat", timestamp: world.clock.iso() }),
    leave: () => world.rooms.leave(joined),
  };
}
