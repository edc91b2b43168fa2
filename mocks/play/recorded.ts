import { type Contract, type Exchange, matchEndpoint } from "../../contracts/index.ts";
import { MockError } from "../mock-error.ts";
import type { World } from "../world/world.ts";

/** A recorded exchange whose turn it is. */
export interface Turn {
  readonly exchange: Exchange;
  /** For the log: which of how many it is. */
  readonly note: string;
}

/** The recorded exchanges with one contract, endpoint by endpoint. */
export class Recorded {
  readonly #byEndpoint = new Map<string, Exchange[]>();

  /** Exchanges that no endpoint of the contract takes are left out. */
  constructor(contract: Contract, exchanges: readonly Exchange[]) {
    for (const exchange of exchanges) {
      const id = endpointOf(contract, exchange);
      if (id !== undefined) this.#byEndpoint.set(id, [...(this.#byEndpoint.get(id) ?? []), exchange]);
    }
  }

  get empty(): boolean {
    return this.#byEndpoint.size === 0;
  }

  /** The endpoint's next exchange in this world, the last one again when all were played; undefined where none is. */
  next({ played }: World, endpoint: string): Turn | undefined {
    const all = this.#byEndpoint.get(endpoint);
    const last = all?.at(-1);
    if (!all || !last) return undefined;
    const at = played.get(endpoint) ?? 0;
    played.set(endpoint, at + 1);
    const exchange = all[at];
    if (exchange) return { exchange, note: ` replayed ${at + 1} of ${all.length}` };
    return { exchange: last, note: ` replayed ${all.length} of ${all.length} again: all were played` };
  }
}

/**
 * The recorded exchanges for each contract.
 *
 * @throws MockError `nothing-to-replay` where no contract has an endpoint of any
 */
export function recordedFor(contracts: readonly Contract[], exchanges: readonly Exchange[] = []): readonly Recorded[] {
  const each = contracts.map((contract) => new Recorded(contract, exchanges));
  if (exchanges.length === 0 || each.some(({ empty }) => !empty)) return each;
  const names = contracts.map(({ name }) => name).join(", ");
  const message = `No recorded exchange is with an endpoint of ${names}.`;
  throw new MockError("nothing-to-replay", message, "Replay it under the contract that it was recorded under.");
}

/** What the recording says stands, then what its URL says. */
function endpointOf(contract: Contract, { endpoint, transport, request }: Exchange): string | undefined {
  const named = contract.endpoints.find((one) => one.id === endpoint && one.transport === transport);
  return (
    named?.id ?? matchEndpoint(contract, request.method, pathOf(request.url), transport, request.body)?.endpoint.id
  );
}

/** The path of a recorded URL, which may be whole or begin with its path. */
export const pathOf = (url: string) => new URL(url, "http://localhost").pathname;
