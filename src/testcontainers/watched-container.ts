import { setTimeout as wait } from "node:timers/promises";
import { type ContainerRuntimeClient, GenericContainer, type StartedTestContainer } from "testcontainers";
import { Answers, type Question } from "./answers.ts";
import { ContainerError } from "./container-error.ts";
import { findEngine } from "./engine.ts";
import { engineWords } from "./engine-words.ts";
import { type EngineContainer, lastWords } from "./last-words.ts";

/** A container whose failure to start is told in one sentence, with its last words. */
export class WatchedContainer extends GenericContainer {
  #created: ((id: string) => void) | undefined;

  protected override async containerCreated(id: string): Promise<void> {
    this.#created?.(id);
  }

  /**
   * @param question whose answer shows that it is ready
   * @throws ContainerError `no-engine`, `no-permission`, `no-image`, `not-started`, `exited`, `port-never-opened`, `unhealthy`
   */
  protected async startWatched(question: Question): Promise<StartedTestContainer> {
    const engine = await findEngine();
    const over = new AbortController();
    this.withWaitStrategy(new Answers(question, over));
    let container: EngineContainer | undefined;
    const exited = new Promise<never>((_, reject) => {
      this.#created = (id) => {
        container = engine.container.getById(id);
        void this.#exit(container, over.signal).then((error) => error && reject(error));
      };
    });
    try {
      return await Promise.race([super.start(), exited]);
    } catch (error) {
      over.abort();
      await container?.remove({ force: true, v: true }).catch(() => {}); // It may be gone already.
      throw error instanceof ContainerError ? error : await this.#untold(error as Error, container, engine);
    } finally {
      over.abort();
    }
  }

  /** Waits until the container ends by itself; testcontainers waits ten seconds for the ports of one that has. */
  async #exit(container: EngineContainer, over: AbortSignal): Promise<ContainerError | undefined> {
    while (!over.aborted) {
      const state = await container.inspect().then(
        ({ State }) => State,
        () => undefined,
      );
      if (!over.aborted && (state?.Status === "exited" || state?.Status === "dead")) {
        const what = `The container of ${this.imageName.string} ended with exit code ${state.ExitCode} before it answered`;
        const next = "Mend what it says, or run it by hand with `docker run`.";
        const words = await lastWords(container);
        return new ContainerError("exited", what, next, words.length > 0 ? words : ["(it wrote nothing)"]);
      }
      await wait(100, undefined, { signal: over }).catch(() => {});
    }
    return undefined;
  }

  async #untold(error: Error, container: EngineContainer | undefined, engine: ContainerRuntimeClient) {
    const reason = engineWords(error.message);
    const image = this.imageName.string;
    if (container === undefined && !(await engine.image.exists(this.imageName))) {
      const what = `The image ${image} is not here and could not be pulled (${reason})`;
      return new ContainerError("no-image", what, "Correct its name, build it, or check the network.");
    }
    const what = `The container of ${image} could not be started (${reason})`;
    const cleaner = "testcontainers needs its image testcontainers/ryuk too, unless TESTCONTAINERS_RYUK_DISABLED=true.";
    return new ContainerError("not-started", what, container ? "Mend what the engine complains about." : cleaner);
  }
}
