import { AbstractStartedContainer, type StartedTestContainer } from "testcontainers";
import type { Contract, Exchange } from "../../contracts/index.ts";
import { baseOf, type Playing } from "../../mocks/index.ts";
import { converse } from "../probe/index.ts";
import { ContainerError } from "./container-error.ts";

/** `Isolation` of `wirecheck/mock`, of a mock that is not in this process. */
export interface RemoteIsolation {
  /** Base URL of the first contract, for this isolation alone. */
  readonly url: string;
  /** Base URL of a contract by its name. @throws ContainerError `not-served` */
  urlOf(contract: string): string;
  /** What was said so far. */
  exchanges(): Promise<readonly Exchange[]>;
  /** Plays another scenario or fault from now on; null ends one. @throws ContainerError `refused` for an unknown name */
  use(playing: Playing): Promise<void>;
  /** Moves the clock forward, in milliseconds. */
  advance(milliseconds: number): Promise<void>;
  reset(): Promise<void>;
}

/** A mock that answers. It is steered through its control API. */
export class StartedMockContainer extends AbstractStartedContainer implements RemoteIsolation {
  readonly #services: readonly { readonly name: string; readonly root: string; readonly base: string }[];
  readonly #whole: RemoteIsolation;

  constructor(started: StartedTestContainer, contracts: readonly Contract[], ports: readonly number[]) {
    super(started);
    this.#services = contracts.map((contract, index) => ({
      name: contract.name,
      root: `http://${started.getHost()}:${started.getMappedPort(ports[index] as number)}`,
      base: baseOf(contract),
    }));
    this.#whole = this.#isolation("");
  }

  get url(): string {
    return this.#whole.url;
  }

  urlOf(contract: string): string {
    return this.#whole.urlOf(contract);
  }

  exchanges(): Promise<readonly Exchange[]> {
    return this.#whole.exchanges();
  }

  use(playing: Playing): Promise<void> {
    return this.#whole.use(playing);
  }

  advance(milliseconds: number): Promise<void> {
    return this.#whole.advance(milliseconds);
  }

  reset(): Promise<void> {
    return this.#whole.reset();
  }

  /** A part of the mock that remembers and plays for itself: a test, say. */
  isolate(id: string): RemoteIsolation {
    return this.#isolation(`/__wirecheck/s/${encodeURIComponent(id)}`);
  }

  #isolation(prefix: string): RemoteIsolation {
    const services = this.#services;
    const [first] = services;
    const at = ({ root, base }: { root: string; base: string }) => `${root}${prefix}${base}`;
    const control = (words: string, body?: unknown) => ask(`${first?.root}${prefix}`, words, body);
    return {
      url: first ? at(first) : "",
      urlOf(contract) {
        const service = services.find(({ name }) => name === contract);
        if (service) return at(service);
        const what = `The mock in the container does not serve ${contract}`;
        throw new ContainerError("not-served", what, "Name it when the container is created.");
      },
      exchanges: () => control("GET exchanges") as Promise<readonly Exchange[]>,
      use: async (playing) => void (await control("POST use", playing)),
      advance: async (milliseconds) => void (await control("POST clock", { advance: milliseconds })),
      reset: async () => void (await control("POST reset")),
    };
  }
}

/** One call of the control API, which takes the host `localhost` wherever the engine is. */
async function ask(base: string, words: string, body?: unknown): Promise<unknown> {
  const [method = "", name] = words.split(" ");
  const { response, frames, end } = await converse({
    url: `${base}/__wirecheck/${name}`,
    method,
    headers: { host: "localhost", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = frames.map(({ raw }) => raw).join("");
  if (response?.status === 200) return JSON.parse(text);
  const trouble = "message" in end ? end.message : "it did not answer";
  const reason = response ? (JSON.parse(text).error as string) : trouble;
  throw new ContainerError("refused", `The mock in the container did not do ${name}: ${reason}`, "Correct the call.");
}
