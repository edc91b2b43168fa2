import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tool } from "../probe/index.ts";
import { buildImage } from "./build-image.ts";
import { copyPackage } from "./package-files.ts";

/** Name of the image of the mock of this version. */
export const mockImage: string = `wirecheck/mock:${tool.version}`;

/**
 * Builds the image of the mock from the package as it is installed here.
 *
 * @param baseImage one with Node; the Dockerfile's own when left out
 * @throws ContainerError `no-engine`, `no-permission`, `image-build-failed`
 */
export async function buildMockImage(image: string, baseImage?: string): Promise<void> {
  const context = mkdtempSync(join(tmpdir(), "wirecheck-mock-"));
  try {
    cpSync(fileURLToPath(new URL("Dockerfile", import.meta.url)), join(context, "Dockerfile"));
    copyPackage(context);
    await buildImage(image, { context, ...(baseImage !== undefined && { args: { BASE_IMAGE: baseImage } }) });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}
