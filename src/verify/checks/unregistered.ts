import { isDeepStrictEqual } from "node:util";
import type { Contract, Exchange } from "../../../contracts/index.ts";
import { addressOf, controlAddress, madeUp } from "../address.ts";
import { breach, type Check, type Finding, found, passed, unknown } from "../check.ts";
import type { Context } from "../context.ts";
import { jsonOf } from "../json.ts";
import { saw, silence } from "../words.ts";

/** What nothing answers: a path without a route, and an upgrade where no socket is. */
export function unregistered(contract: Contract): Check[] {
  const { path, upgrade } = contract.unregistered;
  const check = (what: "path" | "upgrade", title: string, look: Check["look"]): Check => ({
    id: `unregistered/${what}`,
    endpoint: "unregistered",
    title,
    needs: [],
    alone: false,
    look,
  });
  return [
    ...(path
      ? [
          check("path", "a path without a route answers as promised", async (context) => {
            const exchange = await context.ask({ url: nowhere(context, "path"), method: "GET" });
            return judgeUnregistered("unregistered", exchange, path);
          }),
        ]
      : []),
    ...(upgrade
      ? [
          check("upgrade", "a socket where none is registered is refused as promised", async (context) => {
            const socket = await context.open({ url: nowhere(context, "upgrade") });
            return judgeUnregistered("unregistered", await socket.close(), upgrade);
          }),
        ]
      : []),
  ];
}

function nowhere({ settings: { contract, target, seed } }: Context, what: string): string {
  if (contract.emptyPath) return controlAddress(contract, target, "", seed, {});
  return addressOf(target, `/${madeUp(seed, `nowhere ${what}`)}`, {});
}

/** Compares an answer with what the stack promises where nothing is registered. */
export function judgeUnregistered(
  endpoint: string,
  exchange: Exchange,
  promise: { readonly status: number; readonly body?: unknown } | undefined,
): Finding {
  if (!promise) return unknown("the contract does not say what to expect");
  const { response } = exchange;
  if (!response) return unknown(silence(exchange));
  const body = exchange.frames.find(({ from }) => from === "server");
  const said = body && (jsonOf(body) ?? body.raw);
  const asPromised =
    response.status === promise.status && (promise.body === undefined || isDeepStrictEqual(said, promise.body));
  if (asPromised) return passed(String(promise.status));
  const wanted = `${promise.status}${promise.body === undefined ? "" : ` ${JSON.stringify(promise.body)}`}`;
  const asked = `${exchange.request.method} ${new URL(exchange.request.url).pathname}`;
  return found([
    breach(endpoint, "route/unregistered", `${asked} answers ${saw(exchange)}, and ${wanted} is promised`),
  ]);
}
