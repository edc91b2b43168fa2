import { setTimeout as wait } from "node:timers/promises";
import { GenericContainer, type StartedTestContainer } from "testcontainers";
import { ContainerError } from "./container-error.ts";
import { findEngine } from "./engine.ts";
import { type EngineContainer, lastWords } from "./last-words.ts";

/** A container whose failure to start is told in one sentence, with its last words. */
export class WatchedContainer extends GenericContainer {
  #created: ((id: string) => void) | undefined;

  protected override async containerCreated(id: string): Promise<void> {
    this.#created?.(id);
  }

  /** @throws ContainerError `no-engine`, `no-permission`, `no-image`, `exited`, `port-never-opened`, `unhealthy` */
  protected async startWatched(): Promise<StartedTestContainer> {
    const engine = await findEngine();
    const over = new AbortController();
    const created = new Promise<string>((resolve) => {
      this.#created = resolve;
    });
    let container: EngineContainer | undefined;
    const exited = created.then((id) => {
      container = engine.container.getById(id);
      return this.#exit(container, over.signal);
    });
    const starting = super.start();
    try {
      const outcome = await Promise.race([starting, exited]);
      if (!(outcome instanceof ContainerError)) return outcome as StartedTestContainer;
      throw outcome;
    } catch (error) {
      await container?.remove({ force: true, v: true }).catch(() => {}); // It may be gone already.
      await starting.catch(() => {});
      throw error instanceof ContainerError ? error : this.#untold(error as Error);
    } finally {
      over.abort();
    }
  }

  /** Waits until the container ends; testcontainers waits ten seconds for the ports of one that has. */
  async #exit(container: EngineContainer, signal: AbortSignal): Promise<ContainerError | undefined> {
    while (!signal.aborted) {
      const state = await container.inspect().then(
        ({ State }) => State,
        () => undefined,
      );
      if (state?.Status === "exited" || state?.Status === "dead") {
        const what = `The container of ${this.imageName.string} ended with exit code ${state.ExitCode} before it answered`;
        const next = "Mend what it says, or run it by hand with `docker run`.";
        const words = await lastWords(container);
        return new ContainerError("exited", what, next, words.length > 0 ? words : ["(it wrote nothing)"]);
      }
      await wait(100, undefined, { signal }).catch(() => {});
    }
    return undefined;
  }

  #untold(error: Error): ContainerError {
    const reason = error.message.trim().replace(/\s+/g, " ").replace(/\.$/, "");
    const image = this.imageName.string;
    if (/no such image|pull access denied|manifest|registry|no such host|not found/i.test(reason)) {
      const what = `The image ${image} is not here and could not be pulled (${reason})`;
      return new ContainerError("no-image", what, "Correct its name, build it, or check the network.");
    }
    const what = `The container of ${image} could not be started (${reason})`;
    return new ContainerError("not-started", what, "Mend what the engine complains about.");
  }
}
