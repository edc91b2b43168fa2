import type { Json } from "../edit.ts";
import { Clock } from "./clock.ts";
import { Crew } from "./crew.ts";
import { Ids } from "./ids.ts";
import { Memory } from "./memory.ts";
import { Rooms } from "./rooms.ts";
import { Runs } from "./runs.ts";
import { Allowance } from "./transcript.ts";

/** What a thread of the support agent remembers. */
export interface Thread {
  state: Json;
  messages: Json[];
}

/** Everything that one isolation remembers. Nothing in it grows without bound. */
export class World {
  readonly isolation: string;
  /** `realtime` where somebody reads along. */
  readonly pace: "realtime" | "none";
  readonly clock = new Clock();
  readonly ids: Ids;
  readonly rooms = new Rooms(this.clock);
  readonly crew: Crew;
  readonly threads = new Map<string, Thread>();
  readonly runs = new Runs();
  readonly exchanges = new Memory();
  /** How many recorded exchanges of an endpoint were played, by its id. */
  readonly played = new Map<string, number>();
  /** Ids of the recording, and those that stand for them now. */
  readonly swaps = new Map<string, string>();
  readonly allowance = new Allowance();
  /** Names of the scenario and the fault that are played; undefined for the ordinary conversation. */
  scenario: string | undefined;
  fault: string | undefined;

  constructor(seed: number, isolation: string, pace: "realtime" | "none") {
    this.isolation = isolation;
    this.pace = pace;
    this.crew = new Crew(this.rooms, this.clock, pace);
    this.ids = new Ids(seed, isolation);
  }
}
