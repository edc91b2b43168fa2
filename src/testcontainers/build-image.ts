import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ContainerError } from "./container-error.ts";
import { findEngine } from "./engine.ts";
import { engineWords } from "./engine-words.ts";

export interface ImageSource {
  /** Folder whose files the Dockerfile may copy; its `.dockerignore` holds. */
  readonly context: string;
  /** Relative to the context; "Dockerfile" when left out. */
  readonly dockerfile?: string;
  readonly args?: Readonly<Record<string, string>>;
}

interface Progress {
  readonly stream?: string;
  readonly error?: string;
}

/**
 * Builds an image; what has not changed comes from the engine's cache.
 *
 * testcontainers builds too, but neither tells what the build said nor ends when the engine refuses it.
 *
 * @param image its name and tag
 * @throws ContainerError `no-engine`, `no-permission`, `no-context`, `image-build-failed` with the last lines
 */
export async function buildImage(
  image: string,
  { context, dockerfile = "Dockerfile", args = {} }: ImageSource,
): Promise<void> {
  if (!existsSync(join(context, dockerfile))) {
    throw new ContainerError("no-context", `There is no ${join(context, dockerfile)}`, "Name the Dockerfile.");
  }
  const { dockerode } = (await findEngine()).container;
  const lines: string[] = [];
  const options = { t: image, dockerfile: dockerfile.replaceAll("\\", "/"), buildargs: { ...args }, rm: true };
  const trouble = await dockerode.buildImage({ context, src: readdirSync(context) }, options).then(
    (stream) =>
      new Promise<string | undefined>((resolve) => {
        let told: string | undefined;
        const keep = ({ stream: text = "", error }: Progress) => {
          lines.push(...text.split("\n").filter((line) => line.trim() !== ""));
          told ??= error;
        };
        dockerode.modem.followProgress(stream, (error) => resolve(error?.message ?? told), keep);
      }),
    (error: Error) => error.message,
  );
  if (trouble === undefined) return;
  throw new ContainerError(
    "image-build-failed",
    `The image ${image} could not be built from ${join(context, dockerfile)} (${engineWords(trouble)})`,
    "Mend what the build complains about.",
    lines.slice(-10),
  );
}
