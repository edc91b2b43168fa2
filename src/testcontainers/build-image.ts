import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ContainerError } from "./container-error.ts";
import { findEngine } from "./engine.ts";

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
export async function buildImage(image: string, { context, dockerfile = "Dockerfile", args = {} }: ImageSource) {
  if (!existsSync(join(context, dockerfile))) {
    throw new ContainerError("no-context", `There is no ${join(context, dockerfile)}`, "Name the Dockerfile.");
  }
  const { dockerode } = (await findEngine()).container;
  const lines: string[] = [];
  const failed = (reason: string) =>
    new ContainerError(
      "image-build-failed",
      `The image ${image} could not be built from ${join(context, dockerfile)} (${oneLine(reason)})`,
      "Mend what the build complains about.",
      lines.slice(-10),
    );
  try {
    const options = { t: image, dockerfile: dockerfile.replaceAll("\\", "/"), buildargs: { ...args }, rm: true };
    const stream = await dockerode.buildImage({ context, src: readdirSync(context) }, options);
    await new Promise<void>((resolve, reject) => {
      const keep = ({ stream: text = "" }: Progress) => {
        lines.push(...text.split("\n").filter((line) => line.trim() !== ""));
      };
      dockerode.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()), keep);
    });
  } catch (error) {
    throw failed((error as Error).message);
  }
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, " ").replace(/\.$/, "");
