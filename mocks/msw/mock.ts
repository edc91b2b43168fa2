import type { HttpHandler, WebSocketHandler } from "msw";
import { carriers } from "../service/carrier.ts";
import { placesFor } from "../service/place.ts";
import { type Controls, openStage, type StageOptions } from "../service/stage.ts";
import { answerCaught } from "./answer.ts";
import { loadMsw, type Msw } from "./library.ts";
import { playCaught } from "./socket.ts";

export interface MockOptions extends StageOptions {
  /** Contract name to the base URL at which the code under test looks for it; its document's server when left out. */
  readonly urls?: Readonly<Record<string, string>>;
}

export interface Mock extends Controls {
  /** For `setupServer(...handlers)`: the sockets and the routes of each contract. */
  readonly handlers: readonly (HttpHandler | WebSocketHandler)[];
}

/**
 * A mock that MSW carries: what the code under test sends by `fetch`, `XMLHttpRequest` or `WebSocket` is answered inside
 * the process. MSW catches the global `WebSocket`; Node has one since 22.
 *
 * @example
 * const mock = await createMock({ contracts: [await loadContract("customer-support")], pace: "none" });
 * const server = setupServer(...mock.handlers);
 * @throws MockError `msw-missing`, `msw-major`, `no-url`, `bad-url`, `services-collide`, `carrier-cannot`,
 *   `unknown-scenario`, `unknown-fault`, `no-contract`
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const msw = await loadMsw();
  const { sites, worlds, controls, ready } = openStage(carriers.msw, options);
  await ready();
  const handlers = placesFor(sites, options.urls).flatMap((place) => {
    const sockets = place.site.contract.endpoints.some(({ transport }) => transport === "socket");
    const link = () => linkTo(msw, place.url.replace(/^http/, "ws"));
    return [
      ...(sockets ? [link().addEventListener("connection", ({ client }) => playCaught(place, worlds, client))] : []),
      msw.http.all(below(place.url), ({ request }) => answerCaught(msw, place, worlds, request)),
    ];
  });
  return { ...controls(""), handlers };
}

const links = new Map<string, ReturnType<Msw["ws"]["link"]>>();

/** One link for a URL in a process: each listens on a channel of MSW's for ever, and a test file may have many mocks. */
function linkTo({ ws }: Msw, url: string) {
  const link = links.get(url) ?? ws.link(below(url));
  links.set(url, link);
  return link;
}

/** Every URL at a base and below it. */
function below(url: string): RegExp {
  return new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(/.*)?$`);
}
