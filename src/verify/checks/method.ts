import type { HttpEndpoint } from "../../../contracts/index.ts";
import { addressOf, filled } from "../address.ts";
import type { Check } from "../check.ts";
import { valuesOf } from "../values.ts";
import { changes } from "./registered.ts";
import { judgeUnregistered } from "./unregistered.ts";

/** What does a registered path answer to a method that it does not have? */
export function method(endpoint: HttpEndpoint, taken: readonly string[], needs: readonly string[]): Check {
  const other = ["GET", "POST", "PUT"].find((one) => !taken.includes(one)) ?? "DELETE";
  return {
    id: `${endpoint.id}/method`,
    endpoint: endpoint.id,
    title: `${other} ${endpoint.path || "(the URL itself)"} is refused as promised`,
    needs,
    alone: changes(endpoint),
    async look(context) {
      const { settings } = context;
      const values = valuesOf(settings, endpoint);
      const url = addressOf(settings.target, filled(endpoint.path, values.path), settings.query);
      const exchange = await context.ask({ url, method: other });
      return judgeUnregistered(endpoint.id, exchange, settings.contract.unregistered.method);
    },
  };
}
