import { loadContracts } from "../../contracts/index.ts";
import type { MockOptions } from "../../mocks/index.ts";
import { ensureMockImage, mockImageName } from "./mock-image.ts";
import { type MockSettings, program, settingsFile } from "./mock-settings.ts";
import { StartedMockContainer } from "./started-mock-container.ts";
import { WatchedContainer } from "./watched-container.ts";

const firstPort = 4010;

/** Which image the mock runs in. */
export interface MockImage {
  /** One that was built already from this package's Dockerfile; built on start when left out. */
  readonly image?: string;
  /** With Node, for the build; node:22-slim when left out. */
  readonly baseImage?: string;
}

/**
 * The mock as a container, with the methods of `GenericContainer` besides (`withNetwork`, `withNetworkAliases`, …).
 *
 * @example
 * const mock = await new MockContainer(["video-studio"]).withScenario("workflow").start();
 * await fetch(`${mock.url}/health`);
 * await mock.stop();
 */
export class MockContainer extends WatchedContainer {
  readonly #references: readonly string[];
  readonly #image: MockImage;
  #playing: Omit<MockSettings, "contracts"> = { pace: "none" };

  /** @param contracts references: `NAME[@VERSION]`, a file or a URL each; the host reads them */
  constructor(contracts: readonly string[], image: MockImage = {}) {
    super(image.image ?? mockImageName(image.baseImage));
    this.#references = contracts;
    this.#image = image;
  }

  withScenario(scenario: string): this {
    return this.#play({ scenario });
  }

  withFault(fault: string): this {
    return this.#play({ fault });
  }

  /** "none" when not called: tests need not wait. */
  withPace(pace: NonNullable<MockOptions["pace"]>): this {
    return this.#play({ pace });
  }

  withSeed(seed: number): this {
    return this.#play({ seed });
  }

  /**
   * @throws ContractError for a contract that cannot be read
   * @throws ContainerError `no-engine`, `no-permission`, `no-image`, `image-build-failed`, `exited` (an unknown scenario, say)
   */
  override async start(): Promise<StartedMockContainer> {
    const contracts = await loadContracts(this.#references);
    const ports = contracts.map((_, index) => firstPort + index);
    const serve = Object.fromEntries(contracts.map(({ name }, index) => [name, firstPort + index]));
    const settings: MockSettings = { ...this.#playing, contracts, serve };
    const { image, baseImage } = this.#image;
    if (image === undefined) await ensureMockImage(this.imageName.string, baseImage);
    this.withExposedPorts(...ports)
      .withEntrypoint(["node", program])
      .withCommand([])
      .withCopyContentToContainer([{ content: JSON.stringify(settings), target: settingsFile }]);
    // The control API answers whatever is played; it takes this host alone.
    const question = { ports, path: "/__wirecheck/health", headers: { host: "localhost" } };
    return new StartedMockContainer(await this.startWatched(question), contracts, ports);
  }

  #play(playing: Partial<MockSettings>): this {
    this.#playing = { ...this.#playing, ...playing };
    return this;
  }
}
