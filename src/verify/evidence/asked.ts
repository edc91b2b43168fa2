import type { Exchange, HttpEndpoint } from "../../../contracts/index.ts";
import type { Context } from "../context.ts";
import { forbids } from "../leave.ts";
import { goodRequest, jsonBodyOf } from "../request.ts";
import { valuesOf } from "../values.ts";
import { held } from "./held.ts";

/** A good request to an endpoint and what came back, or why none was made. */
export type Asked =
  | {
      readonly exchange: Exchange;
      readonly control: Exchange;
      readonly invented: readonly string[];
      readonly missing?: string;
    }
  | { readonly because: string; readonly unprobed?: true };

/**
 * Asks an endpoint once what it promises to answer, and the control path the same.
 *
 * `missing` says why a socket that the answer depends on could not be held open; the request was made without it.
 */
export function asked(context: Context, endpoint: HttpEndpoint): Promise<Asked> {
  return context.once(`asked ${endpoint.id}`, async () => {
    const { settings } = context;
    const forbidden = forbids(endpoint, settings.allow);
    if (forbidden) return { because: forbidden, unprobed: true };
    if (endpoint.request?.required && !jsonBodyOf(endpoint)) {
      const types = endpoint.request.content.map(({ mediaType }) => mediaType).join(", ");
      return { because: `no body can be made: only JSON bodies are, and it takes ${types}` };
    }
    const hold = endpoint.while && (await held(context, endpoint.while));
    const values = valuesOf(settings, endpoint, hold?.parameters);
    const [exchange, control] = await Promise.all([
      context.ask(goodRequest(settings, endpoint, values)),
      context.ask(goodRequest(settings, endpoint, values, true)),
    ]);
    await hold?.socket?.close();
    return { exchange, control, invented: values.invented, ...(hold?.missing && { missing: hold.missing }) };
  });
}
