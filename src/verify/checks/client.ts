import { type Contract, type HttpEndpoint, type SchemaName, type Variant, variants } from "../../../contracts/index.ts";
import { breach, type Check, found, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { forbids } from "../leave.ts";
import { inTurns } from "../pool.ts";
import { goodRequest, jsonBodyOf, streams } from "../request.ts";
import { valuesOf } from "../values.ts";
import { saw, silence } from "../words.ts";
import { changes } from "./registered.ts";

const limit = 60;

/** Does the endpoint take what a client of another contract's version may send (`--client`)? */
export function client(endpoint: HttpEndpoint, contract: Contract, needs: readonly string[]): Check {
  const name = `${contract.name}@${contract.version}`;
  return {
    id: `${endpoint.id}/client`,
    endpoint: endpoint.id,
    title: `${endpoint.method} ${endpoint.path || "(the URL itself)"} takes what a client of ${name} sends`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const forbidden = forbids(endpoint, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      const schema =
        counterpart(contract, endpoint) && jsonBodyOf(counterpart(contract, endpoint) as HttpEndpoint)?.schema;
      if (schema === undefined) return unknown(`${name} has no endpoint like this one`);
      const inputs = inputsOf(contract, schema);
      const seen = await inTurns(inputs, 4, ({ description, data }) => send(context, endpoint, description, data));
      const silent = seen.find((one) => typeof one === "string");
      const refused = seen.flatMap((one) => (typeof one === "object" ? [one] : []));
      const note = `${seen.filter((one) => one === undefined).length} of ${inputs.length} taken`;
      const violations = refused.map(({ what, answer }) =>
        breach(endpoint.id, "compat/input-refused", `${what} of ${name} is refused: ${answer}`),
      );
      if (violations.length > 0) return found(violations, note);
      return silent === undefined ? found([], note) : unknown(silent as string);
    },
  };
}

/** The endpoint of the client's contract that this one answers: the same id, else the one that streams. */
export function counterpart(contract: Contract, endpoint: HttpEndpoint): HttpEndpoint | undefined {
  const candidates = contract.endpoints.filter(
    (one): one is HttpEndpoint =>
      one.transport === "http" && one.method === endpoint.method && jsonBodyOf(one) !== undefined,
  );
  return candidates.find(({ id }) => id === endpoint.id) ?? candidates.find((one) => streams(one) && streams(endpoint));
}

/** Every member of the input alone first, then what lies deeper, as many as one check may send. */
function inputsOf({ schemas }: Contract, schema: SchemaName): Variant[] {
  const all = [...variants(schemas, schema, { depth: 1 }), ...variants(schemas, schema, { depth: 4 })];
  return [...new Map(all.map((one) => [JSON.stringify(one.data), one])).values()].slice(0, limit);
}

/** @returns undefined when it was taken, the answer when it was refused, a sentence when nothing was answered */
async function send(context: Context, endpoint: HttpEndpoint, what: string, value: unknown) {
  const { settings } = context;
  const ask = goodRequest(settings, endpoint, valuesOf(settings, endpoint));
  const exchange = await context.ask({ ...ask, body: JSON.stringify(value) });
  if (!exchange.response) return silence(exchange);
  const { status } = exchange.response;
  return status >= 400 && status < 500 ? { what, answer: saw(exchange) } : undefined;
}
