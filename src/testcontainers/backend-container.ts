import { AbstractStartedContainer, type StartedTestContainer } from "testcontainers";
import { buildImage, type ImageSource } from "./build-image.ts";
import { WatchedContainer } from "./watched-container.ts";

/**
 * A backend of yours as a container, ready for `contractSuite` and `verify`. It has the methods of `GenericContainer`
 * besides (`withEnvironment`, `withNetwork`, …).
 *
 * @example
 * const image = await BackendContainer.build({ context: "backend" });
 * const backend = await new BackendContainer(image, 8000).withHealthPath("/health").start();
 * contractSuite({ contract: "openapi.json", url: () => backend.url });
 */
export class BackendContainer extends WatchedContainer {
  readonly #port: number;
  #path: string | undefined;

  /**
   * Builds an image from a Dockerfile and keeps it, so that the next build is quick.
   *
   * @returns its name
   * @throws ContainerError `no-engine`, `no-permission`, `no-context`, `image-build-failed`
   */
  static build(source: ImageSource): Promise<string> {
    return buildImage(source);
  }

  /** @param port on which the backend listens inside the container; it is published on any free port */
  constructor(image: string, port: number) {
    super(image);
    this.#port = port;
    this.withExposedPorts(port);
  }

  /** Ready is then a status below 400 at this path, instead of any answer at all. */
  withHealthPath(path: string): this {
    this.#path = path;
    return this;
  }

  /** @throws ContainerError `no-engine`, `no-permission`, `no-image`, `exited`, `port-never-opened`, `unhealthy` */
  override async start(): Promise<StartedBackendContainer> {
    const question = { ports: [this.#port], ...(this.#path !== undefined && { path: this.#path }) };
    return new StartedBackendContainer(await this.startWatched(question), this.#port);
  }
}

/** A backend that answers. */
export class StartedBackendContainer extends AbstractStartedContainer {
  /** Base URL, no slash at the end. */
  readonly url: string;

  constructor(started: StartedTestContainer, port: number) {
    super(started);
    this.url = `http://${started.getHost()}:${started.getMappedPort(port)}`;
  }
}
