import type { Contract, Exchange } from "../../contracts/index.ts";
import { MockError } from "../mock-error.ts";
import { behavioursOf, recordedFor } from "../play/index.ts";
import { Worlds } from "../world/worlds.ts";
import { type Carrier, checkContract } from "./carrier.ts";
import { Cors } from "./cors.ts";
import { type Playing, use } from "./playing.ts";
import type { Site } from "./site.ts";

/** What every carrier's mock is started with. */
export interface StageOptions {
  readonly contracts: readonly Contract[];
  /** Names of `scenarios()` and `faults()`; the ordinary conversation when left out. */
  readonly scenario?: string;
  readonly fault?: string;
  /** `realtime` streams as a person would see it (the default), `none` as fast as it goes. */
  readonly pace?: "realtime" | "none";
  /**
   * Recorded exchanges, as `readRecording` gives them. Each request to an endpoint gets its next one, and the last one again
   * when all were played; an endpoint without one answers as ever.
   */
  readonly replay?: readonly Exchange[];
  /** Equal seeds give equal ids. Default 1. */
  readonly seed?: number;
  /** `open` allows a page of any loopback origin (the default), `contract` only those that the contract names. */
  readonly cors?: "open" | "contract";
  /** Gets one line for each request. */
  readonly log?: (line: string) => void;
  /** Says why a request was refused (4xx), in lines that follow its own in the log; undefined where it cannot tell. */
  readonly explain?: (contract: Contract, exchange: Exchange) => string | undefined;
  /** Milliseconds between two heartbeats of a socket that has them; default 30,000. */
  readonly heartbeat?: number;
  /** Largest request body in bytes; default 10 MiB. */
  readonly bodyLimit?: number;
}

/** What steers a mock that plays. */
export interface Controls {
  /** The exchanges that ended, the newest last; bounded by number and size. */
  exchanges(): readonly Exchange[];
  /** @throws MockError `unknown-scenario`, `unknown-fault`, `carrier-cannot` */
  use(playing: Playing): void;
  /** Moves the clock forward, in milliseconds. */
  advance(milliseconds: number): void;
  /** Forgets everything, and plays again what the mock was started with. */
  reset(): void;
}

/** What a mock plays and remembers, whatever carries it. */
export interface Stage {
  readonly sites: readonly Site[];
  readonly worlds: Worlds;
  /** Loads what its answers need; without it the first one takes longer. */
  ready(): Promise<unknown>;
  use(isolation: string, playing: Playing): void;
  controls(isolation: string): Controls;
}

/** @throws MockError `no-contract`, `carrier-cannot`, `unknown-scenario`, `unknown-fault`, `nothing-to-replay` */
export function openStage(carrier: Carrier, options: StageOptions): Stage {
  const { contracts, scenario, fault, pace = "realtime", seed = 1, cors = "open", log, explain } = options;
  const { bodyLimit = 10 * 1024 * 1024, heartbeat = 30_000 } = options;
  if (contracts.length === 0)
    throw new MockError("no-contract", "The mock was given no contract.", "Name one, or none for all.");
  for (const contract of contracts) checkContract(carrier, contract);
  const recorded = recordedFor(contracts, options.replay);
  const worlds = new Worlds(seed, pace, { scenario, fault }, log);
  const play = (isolation: string, playing: Playing) => use(worlds.get(isolation), playing, { carrier, contracts });
  play("", { ...(scenario !== undefined && { scenario }), ...(fault !== undefined && { fault }) });
  return {
    sites: contracts.map((contract, index) => {
      const headers = behavioursOf(contract).headers?.(contract);
      const own = { contract, cors: new Cors(contract, cors), headers, recorded: recorded[index] };
      return { ...own, pace, seed, bodyLimit, heartbeat, log, explain };
    }),
    worlds,
    ready: () => Promise.all(contracts.map((contract) => behavioursOf(contract).load?.(contract))),
    use: play,
    controls: (isolation) => ({
      exchanges: () => worlds.get(isolation).exchanges.all(),
      use: (playing) => play(isolation, playing),
      advance: (milliseconds) => worlds.get(isolation).clock.advance(milliseconds),
      reset: () => worlds.reset(isolation),
    }),
  };
}
