import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ImageName } from "testcontainers";
import { tool } from "../probe/index.ts";
import { buildImage } from "./build-image.ts";
import { findEngine } from "./engine.ts";
import { copyPackages, digestOf, installedPackages } from "./package-files.ts";

/**
 * Name of the image of the mock, as it is installed here.
 *
 * @param baseImage one with Node; the Dockerfile's own when left out
 */
export function mockImageName(baseImage = ""): string {
  const made = createHash("sha256").update(digestOf(installedPackages())).update(baseImage).digest("hex");
  return `wirecheck/mock:${tool.version}-${made.slice(0, 12)}`;
}

/**
 * Builds the image of the mock, unless the engine has it.
 *
 * @throws ContainerError `no-engine`, `no-permission`, `image-build-failed`
 */
export async function ensureMockImage(image: string, baseImage?: string): Promise<void> {
  const engine = await findEngine();
  if (await engine.image.exists(ImageName.fromString(image))) return;
  const context = mkdtempSync(join(tmpdir(), "wirecheck-mock-"));
  try {
    cpSync(fileURLToPath(new URL("Dockerfile", import.meta.url)), join(context, "Dockerfile"));
    copyPackages(installedPackages(), context);
    await buildImage({ image, context, ...(baseImage !== undefined && { args: { BASE_IMAGE: baseImage } }) });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}
