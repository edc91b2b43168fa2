import type { Json } from "../edit.ts";
import type { Clock } from "./clock.ts";

/** One open socket, as the rooms see it. */
export interface Client {
  readonly id: string;
  readonly room: string | undefined;
  readonly metadata: Json;
  readonly topics: Set<string>;
  send(frame: Json): void;
}

/** Frames that are kept for a client that is away, and for how long (milliseconds of the mock's clock). */
const replayLimit = 50;
const replayWindow = 60_000;
const historyLimit = 100;
const topicLimit = 1000;
const absenceLimit = 1000;

interface Absence {
  readonly room: string;
  readonly leftAt: number;
  frames: Json[];
}

/** Who is connected, in which room and to which topics, and what those who left have missed. */
export class Rooms {
  readonly #clock: Clock;
  readonly #clients = new Map<string, Client>();
  readonly #absences = new Map<string, Absence>();
  readonly #history = new Map<string, Json[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Joins; gives the frames of the room that this client missed. A second socket of one id replaces the first. */
  join(client: Client): readonly Json[] {
    const key = absenceKey(client);
    const absence = this.#absences.get(key);
    this.#absences.delete(key);
    this.#clients.set(client.id, client);
    return absence && this.#fresh(absence) ? absence.frames : [];
  }

  leave(client: Client): void {
    if (this.#clients.get(client.id) !== client) return;
    this.#clients.delete(client.id);
    for (const [key, absence] of this.#absences) if (!this.#fresh(absence)) this.#absences.delete(key);
    if (client.room === undefined || this.#absences.size >= absenceLimit) return;
    this.#absences.set(absenceKey(client), { room: client.room, leftAt: this.#clock.now(), frames: [] });
  }

  /** Sends to everyone in a room, and keeps the frame for those who left it less than a minute ago. */
  toRoom(room: string, frame: Json): void {
    for (const absence of this.#absences.values()) {
      if (absence.room === room && this.#fresh(absence))
        absence.frames = [...absence.frames, frame].slice(-replayLimit);
    }
    for (const client of this.#clients.values()) if (client.room === room) client.send(frame);
  }

  /** Sends to everyone; gives how many that were. */
  broadcast(frame: Json): number {
    for (const client of this.#clients.values()) client.send(frame);
    return this.#clients.size;
  }

  /** Sends to the subscribers of a topic and remembers it; gives how many they are. */
  publish(topic: string, frame: Json): number {
    if (this.#history.has(topic) || this.#history.size < topicLimit) {
      this.#history.set(topic, [...this.history(topic), frame].slice(-historyLimit));
    }
    const subscribers = [...this.#clients.values()].filter(({ topics }) => topics.has(topic));
    for (const client of subscribers) client.send(frame);
    return subscribers.length;
  }

  history(topic: string): readonly Json[] {
    return this.#history.get(topic) ?? [];
  }

  client(id: string): Client | undefined {
    return this.#clients.get(id);
  }

  /** Frames that wait for clients who are away: in how many rooms, and how many. */
  buffered(): { rooms: number; frames: number } {
    const waiting = [...this.#absences.values()].filter((absence) => absence.frames.length > 0 && this.#fresh(absence));
    return { rooms: waiting.length, frames: waiting.reduce((sum, { frames }) => sum + frames.length, 0) };
  }

  /** Room to the number of clients in it, in the order in which they came. */
  counts(): Record<string, number> {
    return tally([...this.#clients.values()].flatMap(({ room }) => (room === undefined ? [] : [room])));
  }

  stats(): Json {
    const rooms = this.counts();
    const topics = tally([...this.#clients.values()].flatMap((client) => [...client.topics].sort()));
    return {
      total_connections: this.#clients.size,
      total_rooms: Object.keys(rooms).length,
      total_subscriptions: Object.values(topics).reduce((sum, count) => sum + count, 0),
      rooms: Object.keys(rooms),
      room_client_count: rooms,
      topics: Object.keys(topics),
      topic_subscriber_count: topics,
    };
  }

  #fresh(absence: Absence): boolean {
    return this.#clock.now() - absence.leftAt <= replayWindow;
  }
}

const absenceKey = ({ id, room }: Client) => `${id}\n${room ?? ""}`;

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null);
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
