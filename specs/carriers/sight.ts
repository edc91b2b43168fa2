import { type Contract, type Endpoint, type HttpEndpoint, type SocketEndpoint, sample } from "../../contracts/index.ts";
import { PageSocket } from "./page-socket.ts";
import { ask, type Reply } from "./reply.ts";
import type { Running } from "./running.ts";

/** What a page sees of one endpoint. */
export interface Sight {
  readonly endpoint: string;
  readonly replies?: readonly Pick<Reply, "status" | "text" | "end">[];
  /** What the server said, how it ended, and whether there was an error. */
  readonly said?: readonly string[];
  readonly end?: { readonly code: number; readonly error: boolean } | undefined;
}

/** Milliseconds after which a page gives up on what does not come. */
const patience = 1000;

/** Headers of the connection, which is the carrier's own. */
const ofConnection = new Set(["connection", "content-length", "date", "keep-alive", "transfer-encoding"]);

/** Talks with a mock as its documents' examples do, and tells what a page sees. */
export class Page {
  readonly #contract: Contract;
  readonly #mock: Running;

  constructor(contract: Contract, mock: Running) {
    this.#contract = contract;
    this.#mock = mock;
  }

  /** @param like what was seen elsewhere: of a socket as much is waited for */
  look(endpoint: Endpoint, like?: Sight): Promise<Sight> {
    return endpoint.transport === "http" ? this.#ask(endpoint) : this.#dial(endpoint, like?.said?.length ?? 0);
  }

  async lookNowhere(): Promise<Sight> {
    const reply = await ask(`${this.#mock.url}/nowhere`, undefined, patience, { method: "GET" });
    return { endpoint: "", replies: [shown(reply)] };
  }

  async #ask(endpoint: HttpEndpoint): Promise<Sight> {
    const named = endpoint.parameters.filter((parameter) => parameter.in === "header");
    const headers = Object.fromEntries(named.map(({ name }) => [name, this.#example(endpoint, "header", name)]));
    const { id, method, request } = endpoint;
    const bodies = request ? [request.content[0]?.examples[0]?.value, {}] : [undefined];
    const replies = [];
    for (const body of bodies) replies.push(shown(await ask(this.#url(endpoint), body, patience, { method, headers })));
    return { endpoint: id, replies };
  }

  async #dial(endpoint: SocketEndpoint, least: number): Promise<Sight> {
    const socket = new PageSocket(this.#mock.WebSocket, this.#url(endpoint));
    await socket.settled(patience);
    const said = () => socket.frames().flatMap(({ from, raw }) => (from === "server" ? [raw] : []));
    if (socket.opened) {
      for (const { value } of endpoint.accepts.flatMap(({ examples }) => examples)) socket.say(JSON.stringify(value));
      // Over a network what was asked before the close is answered before it; in one process the close may overtake.
      while (said().length < least && (await socket.next(() => true, patience)) !== undefined);
      socket.leave();
    }
    const end = await socket.endWithin(patience);
    return { endpoint: endpoint.id, said: said(), end: end && { code: end.code, error: end.error } };
  }

  #url(endpoint: Endpoint): string {
    const filled = (_: string, name: string) => encodeURIComponent(this.#example(endpoint, "path", name));
    return this.#mock.url + endpoint.path.replaceAll(/\{([^}]+)\}/g, filled);
  }

  #example({ parameters }: Endpoint, place: string, name: string): string {
    const parameter = parameters.find((one) => one.in === place && one.name === name);
    return String(parameter?.example ?? sample(this.#contract.schemas, parameter?.schema ?? "", { seed: 1 }));
  }
}

function shown({ status, text, end, headers }: Reply) {
  return { status, text, end, headers: [...headers].filter(([name]) => !ofConnection.has(name)).sort() };
}
