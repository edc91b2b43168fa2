import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ContainerError } from "./container-error.ts";
import { findEngine } from "./engine.ts";
import { engineWords } from "./engine-words.ts";

export interface ImageSource {
  /** Folder whose files the Dockerfile may copy; its `.dockerignore` holds. */
  readonly context: string;
  /** Relative to the context; "Dockerfile" when left out. */
  readonly dockerfile?: string;
  readonly args?: Readonly<Record<string, string>>;
  /** Name and tag of the image; made of the above when left out. */
  readonly image?: string;
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
 * @returns its name and tag
 * @throws ContainerError `no-engine`, `no-permission`, `no-context`, `image-build-failed` with the last lines
 */
export async function buildImage(source: ImageSource): Promise<string> {
  const { context, dockerfile = "Dockerfile", args = {}, image = nameFor(context, dockerfile, args) } = source;
  if (!existsSync(join(context, dockerfile))) {
    throw new ContainerError("no-context", `There is no ${join(context, dockerfile)}`, "Name the Dockerfile.");
  }
  const { dockerode } = (await findEngine()).container;
  const lines: string[] = [];
  const options = { t: image, dockerfile: dockerfile.replaceAll("\\", "/"), buildargs: { ...args }, forcerm: true };
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
  if (trouble === undefined) return image;
  throw new ContainerError(
    "image-build-failed",
    `The image ${image} could not be built from ${join(context, dockerfile)} (${engineWords(trouble)})`,
    // Unlike the docker command, the engine's client leaves out a Dockerfile that is ignored.
    /locate specified Dockerfile/.test(trouble)
      ? "Let .dockerignore keep the Dockerfile (!Dockerfile)."
      : "Mend what the build complains about.",
    lines.slice(-10),
  );
}

function nameFor(context: string, dockerfile: string, args: object): string {
  const what = createHash("sha256")
    .update(JSON.stringify([resolve(context), dockerfile, args]))
    .digest("hex");
  return `wirecheck/backend:${what.slice(0, 12)}`;
}
