import type { IncomingHttpHeaders } from "node:http";
import { faults } from "../faults/index.ts";
import { MockError } from "../mock-error.ts";
import { scenarios } from "../scenarios/index.ts";
import { isLoopback } from "../service/cors.ts";
import type { Playing } from "../service/playing.ts";
import { controlPrefix } from "../service/target.ts";
import type { World } from "../world/world.ts";

/** What the control API may do to the isolation that it was asked for. */
export interface Controlled {
  readonly world: World;
  /** @throws MockError where that cannot be played */
  use(playing: Playing): void;
  reset(): void;
}

interface Asked extends Playing {
  readonly advance?: number;
}

const routes: Readonly<Record<string, (controlled: Controlled, asked: Asked) => unknown>> = {
  "GET health": ({ world }) => ({
    status: "ok",
    isolation: world.isolation,
    scenario: world.scenario ?? null,
    fault: world.fault ?? null,
  }),
  "GET exchanges": ({ world }) => world.exchanges.all(),
  "GET scenarios": () => scenarios().map(({ name, title, contract, breaks }) => ({ name, title, contract, breaks })),
  "GET faults": () => faults().map(({ name, title }) => ({ name, title })),
  "POST reset": (controlled) => {
    controlled.reset();
    return { reset: controlled.world.isolation };
  },
  "POST use": ({ world, use }, { scenario, fault }) => {
    for (const [key, value] of Object.entries({ scenario, fault })) {
      if (value !== undefined && value !== null && typeof value !== "string")
        throw new Refusal(422, `${key} must be a name, or null to end it`);
    }
    use({ ...(scenario !== undefined && { scenario }), ...(fault !== undefined && { fault }) });
    return { scenario: world.scenario ?? null, fault: world.fault ?? null };
  },
  "POST clock": ({ world }, { advance }) => {
    if (typeof advance !== "number" || !(advance >= 0) || world.clock.now() + advance > latest)
      throw new Refusal(422, "advance must be a number of milliseconds, to no later than the year 275760");
    world.clock.advance(advance);
    return { now: new Date(world.clock.now()).toISOString() };
  },
};

/** The last moment that a Date can be (ECMA-262, 21.4.1.1). */
const latest = 8.64e15;

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A request to the control API, read. */
export interface ControlRequest {
  readonly method: string;
  /** Without the prefix. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Answers a request below `/__wirecheck/`. A page of another site must not steer the mock of whoever has it open, so a
 * Host or an Origin that is not this machine is refused.
 */
export function answerControl(
  { method, path, headers, text }: ControlRequest,
  controlled: Controlled,
): { readonly status: number; readonly body: unknown } {
  const refuse = (status: number, error: string) => ({ status, body: { error } });
  const { host = "", origin } = headers;
  if (!isLoopback(host.replace(/:\d+$/, ""))) return refuse(403, `the control API does not answer to the host ${host}`);
  if (origin !== undefined && !isLoopback(origin)) {
    return refuse(403, `the control API does not answer to the origin ${origin}`);
  }
  const route = routes[`${method} ${path}`];
  if (!route) {
    const known = Object.keys(routes).join(", ");
    return refuse(404, `there is no ${method} ${controlPrefix}${path}; there are ${known}`);
  }
  try {
    return { status: 200, body: route(controlled, parse(text)) };
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.status, error.message);
    if (error instanceof MockError) return refuse(404, error.message);
    throw error;
  }
}

function parse(text: string): Asked {
  if (text === "") return {};
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    throw new Refusal(422, "the body is not JSON");
  }
}
