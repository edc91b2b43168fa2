import type { IncomingMessage, ServerResponse } from "node:http";
import { faults } from "../faults/index.ts";
import { MockError } from "../mock-error.ts";
import { scenarios } from "../scenarios/index.ts";
import { isLoopback } from "../service/cors.ts";
import type { Playing } from "../service/playing.ts";
import { controlPrefix } from "../service/target.ts";
import type { World } from "../world/world.ts";
import { readBody } from "./body.ts";

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

/**
 * Answers a request below `/__wirecheck/`. A page of another site must not steer the mock of whoever has it open, so a
 * Host or an Origin that is not this machine is refused.
 */
export async function answerControl(
  path: string,
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const { host = "", origin } = request.headers;
  const hostName = host.replace(/:\d+$/, "");
  if (!isLoopback(hostName)) return answer(403, { error: `the control API does not answer to the host ${host}` });
  if (origin !== undefined && !isLoopback(origin)) {
    return answer(403, { error: `the control API does not answer to the origin ${origin}` });
  }
  const read = await readBody(request, 64 * 1024);
  const route = routes[`${request.method} ${path}`];
  if (!route)
    return answer(404, {
      error: `there is no ${request.method} ${controlPrefix}${path}; there are ${Object.keys(routes).join(", ")}`,
    });
  try {
    return answer(200, route(controlled, parse("text" in read ? read.text : "")));
  } catch (error) {
    if (error instanceof Refusal) return answer(error.status, { error: error.message });
    if (error instanceof MockError) return answer(404, { error: error.message });
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
