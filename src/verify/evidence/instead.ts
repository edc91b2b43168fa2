import type { HttpEndpoint } from "../../../contracts/index.ts";
import type { Context } from "../context.ts";
import { asked } from "./asked.ts";

/** What is spoken at an endpoint's address in place of its contract. */
export interface Instead {
  readonly speaks: string;
  /** True for the endpoint that was asked; the others of its address need not tell it again. */
  readonly own: boolean;
}

/**
 * Whether another protocol is spoken at an endpoint's address (`x-instead`), as the first endpoint there was answered.
 * Undefined where nothing says so.
 */
export async function instead(context: Context, endpoint: HttpEndpoint): Promise<Instead | undefined> {
  const { endpoints, instead: known = [] } = context.settings.contract;
  if (known.length === 0) return undefined;
  const first = endpoints.find((one): one is HttpEndpoint => one.transport === "http" && one.path === endpoint.path);
  const seen = await asked(context, first ?? endpoint);
  if (!("exchange" in seen)) return undefined;
  const { response, frames } = seen.exchange;
  const body = frames.map(({ raw }) => raw).join("");
  const row = known.find(({ status, says }) => status === response?.status && body.includes(says));
  return row && { speaks: row.speaks, own: first === endpoint };
}
