import { type Contract, type HttpEndpoint, type SchemaName, spoil, validatorsOf } from "../../../contracts/index.ts";
import type { Ask } from "../../probe/index.ts";
import { breach, type Check, found, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { forbids } from "../leave.ts";
import { inTurns } from "../pool.ts";
import { goodBody, goodRequest, jsonBodyOf } from "../request.ts";
import { valuesOf } from "../values.ts";
import { saw, silence } from "../words.ts";
import { changes } from "./registered.ts";

/** One bad request, and in words what is bad about it. */
interface Bad {
  readonly what: string;
  readonly body?: string;
  /** undefined leaves the content type out. */
  readonly contentType?: string;
  /** Stacks differ on it: the success is as good as the refusal. */
  readonly mayPass?: true;
}

const limit = 40;

/** Is bad input refused with the promised status, in the promised shape? */
export function refuses(endpoint: HttpEndpoint, needs: readonly string[]): Check {
  return {
    id: `${endpoint.id}/refuses`,
    endpoint: endpoint.id,
    title: `${endpoint.method} ${endpoint.path || "(the URL itself)"} refuses bad input as promised`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const forbidden = forbids(endpoint, context.settings.allow);
      if (forbidden) return { ...unknown(forbidden), unprobed: true };
      const cases = badRequests(context, endpoint);
      const seen = await inTurns(cases, 4, (bad) => refusal(context, endpoint, bad));
      const silent = seen.find((one) => typeof one === "string");
      const violations = seen.flatMap((one) => (typeof one === "object" ? [one] : []));
      const kept = seen.filter((one) => one === undefined).length;
      const note = `${kept} of ${cases.length} as promised`;
      if (violations.length > 0) return found(violations, note);
      return silent === undefined ? found([], note) : unknown(silent as string);
    },
  };
}

/** Statuses that the contract promises to bad input. */
export function refusalsOf(endpoint: HttpEndpoint): readonly string[] {
  const promised = endpoint.answers.map(({ status }) => status);
  for (const kind of [/^(400|413|415|422)$/, /^(4XX|DEFAULT|default)$/, /^4/]) {
    const fitting = promised.filter((status) => kind.test(status));
    if (fitting.length > 0) return fitting;
  }
  return [];
}

function badRequests({ settings }: Context, endpoint: HttpEndpoint): Bad[] {
  const payload = jsonBodyOf(endpoint);
  if (!payload) return [];
  const contentType = payload.mediaType;
  const good = goodBody(settings, endpoint, payload);
  const text = JSON.stringify(good);
  const bad = payload.schema === undefined ? [] : spoilt(settings.contract, payload.schema, good);
  return [
    { what: "malformed JSON", body: `${text.slice(0, -1)},`, contentType },
    { what: "content type text/plain", body: text, contentType: "text/plain" },
    { what: "no content type", body: text, mayPass: true as const },
    ...(endpoint.request?.required ? [{ what: "no body", contentType }] : []),
    ...bad.map(({ description, data }) => ({ what: description, body: JSON.stringify(data), contentType })),
  ].slice(0, limit);
}

/** What the contract itself refuses: each place of a good body spoilt, and the whole one level too deep. */
function spoilt(contract: Contract, schema: SchemaName, good: unknown) {
  const all = [
    { description: "one level too deep", data: { body: good } as unknown },
    ...spoil(contract.schemas, schema, good, { limit }),
  ];
  // An unknown key is no bad input where the object is open; an unknown type always is.
  return all.filter(({ data }) => {
    const { breaches, drift } = validatorsOf(contract).check(schema, data, "tolerant");
    return breaches.length > 0 || drift.some(({ rule }) => rule === "shape/unknown-type");
  });
}

/** @returns a violation, a sentence where nothing was answered, or undefined when it was refused as promised */
async function refusal(context: Context, endpoint: HttpEndpoint, bad: Bad) {
  const { settings } = context;
  const good = goodRequest(settings, endpoint, valuesOf(settings, endpoint));
  const { "content-type": _, ...headers } = good.headers ?? {};
  const ask: Ask = {
    ...good,
    headers: { ...headers, ...(bad.contentType && { "content-type": bad.contentType }) },
  };
  const exchange = await context.ask(bad.body === undefined ? withoutBody(ask) : { ...ask, body: bad.body });
  if (!exchange.response) return `${bad.what}: ${silence(exchange)}`;
  const { status } = exchange.response;
  if (bad.mayPass && status < 300) return undefined;
  const wanted = refusalsOf(endpoint);
  const fits = wanted.some(
    (one) => one === String(status) || (/xx|default/i.test(one) && status >= 400 && status < 500),
  );
  const say = (what: string) => breach(endpoint.id, "response/refusal", `${bad.what}: ${what}`);
  if (!fits) return say(`answered ${saw(exchange)}, and ${wanted.join(" or ")} is promised`);
  const [broken] = context.judge(exchange).violations;
  return broken && say(`refused with ${status}, but not in the promised shape: ${broken.message}`);
}

function withoutBody({ body: _, ...rest }: Ask): Ask {
  return rest;
}
