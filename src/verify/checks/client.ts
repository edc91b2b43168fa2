import { type Contract, type HttpEndpoint, rulePage, type Violation } from "../../../contracts/index.ts";
import { type Check, found, unknown } from "../check.ts";
import { type ClientInput, clientInputs } from "../client-inputs.ts";
import type { Context } from "../context.ts";
import { forbids } from "../leave.ts";
import { inTurns } from "../pool.ts";
import { goodRequest, jsonBodyOf, streams } from "../request.ts";
import { valuesOf } from "../values.ts";
import { addressed, saw, silence } from "../words.ts";
import { changes } from "./registered.ts";

/** An input that was answered with a 4xx. */
interface Refused extends ClientInput {
  readonly answer: string;
}

/** Does the endpoint take what a client of another contract's version may send (`--client`)? */
export function client(endpoint: HttpEndpoint, contract: Contract, needs: readonly string[]): Check {
  const name = `${contract.name}@${contract.version}`;
  return {
    id: `${endpoint.id}/client`,
    endpoint: endpoint.id,
    title: `${addressed(endpoint)} takes what a client of ${name} sends`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const forbidden = forbids(endpoint, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      const sender = counterpart(contract, endpoint);
      const payload = sender && jsonBodyOf(sender);
      if (!payload) return unknown(`${name} has no endpoint like this one`);
      const inputs = clientInputs(contract, payload);
      const seen = await inTurns(inputs, 4, (input) => send(context, endpoint, input));
      const refused = seen.flatMap((one) => (typeof one === "object" ? [one] : []));
      const silent = seen.find((one) => typeof one === "string");
      const note = `${seen.filter((one) => one === undefined).length} of ${inputs.length} taken`;
      if (refused.length > 0) return found(byKey(endpoint.id, name, refused), note);
      return typeof silent === "string" ? unknown(silent) : found([], note);
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

/** One violation a member. Where the usual input is refused, all are, and that alone is news. */
function byKey(endpoint: string, name: string, refused: readonly Refused[]): Violation[] {
  const keys = [...new Set(refused.map(({ key }) => key))];
  return (keys.includes("") ? [""] : keys).map((key) => {
    const forms = refused.filter((one) => one.key === key);
    const { form, answer } = forms[0] as Refused;
    const what = key === "" ? form : key;
    const which =
      form === `/${key}` || key === ""
        ? ""
        : `, as in ${form}${forms.length > 1 ? `, and ${forms.length - 1} forms more` : ""}`;
    const message = `${what}, which a client of ${name} sends, is refused${which}: ${answer}`;
    const rule = "compat/input-refused";
    return { endpoint, rule, frame: null, path: key && `/${key}`, message, page: rulePage(rule) };
  });
}

/** @returns undefined when it was taken, a sentence when nothing was answered */
async function send(
  context: Context,
  endpoint: HttpEndpoint,
  input: ClientInput,
): Promise<Refused | string | undefined> {
  const { settings } = context;
  const ask = goodRequest(settings, endpoint, valuesOf(settings, endpoint));
  const exchange = await context.ask({ ...ask, body: JSON.stringify(input.value) });
  if (!exchange.response) return silence(exchange);
  const { status } = exchange.response;
  return status >= 400 && status < 500 ? { ...input, answer: saw(exchange) } : undefined;
}
