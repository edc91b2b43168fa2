import { MissingPrerequisite } from "./step.mjs";

/** What the Dockerfiles start from where nothing else is said. */
const publicImages = { WIRECHECK_NODE_IMAGE: "node:22-slim", WIRECHECK_PYTHON_IMAGE: "python:3.11-slim" };

/**
 * What the container lane needs: an engine, and base images. The lane is the one that may be left out; under
 * WIRECHECK_REQUIRE=container it may not.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<Record<string, string>>} environment of the lanes: the base images, or why the lane does not run
 * @throws {MissingPrerequisite} when the lane cannot run and is required
 */
export async function ensureContainers({ log } = {}) {
  const required = (process.env.WIRECHECK_REQUIRE ?? "").split(",").filter(Boolean);
  const unknown = required.find((lane) => lane !== "container");
  if (unknown) {
    throw new MissingPrerequisite(
      `WIRECHECK_REQUIRE names ${unknown}; the one lane that can be required is container.`,
    );
  }
  const { engineTrouble } = await import("wirecheck/testcontainers");
  const reason = (await engineTrouble())?.message;
  const { images, missing = reason } = reason === undefined ? await baseImages(log) : { images: {} };
  if (missing === undefined) return images;
  if (required.length > 0) throw new MissingPrerequisite(`the container lane is required and cannot run: ${missing}`);
  return { WIRECHECK_CONTAINER_NOT_RUN: missing };
}

/**
 * @param {((line: string) => void) | undefined} log
 * @returns {Promise<{ images: Record<string, string>, missing?: string }>}
 */
async function baseImages(log) {
  const way = process.env.WIRECHECK_BASE_IMAGES ?? "public";
  if (way === "local") {
    const { ensureBaseImages } = await import("./base-images.mjs");
    const { node, python } = await ensureBaseImages(log && { log });
    return { images: { WIRECHECK_NODE_IMAGE: node, WIRECHECK_PYTHON_IMAGE: python } };
  }
  if (way !== "public") throw new MissingPrerequisite(`WIRECHECK_BASE_IMAGES is ${way}; use public or local.`);
  const { getContainerRuntimeClient, ImageName } = await import("testcontainers");
  const { image } = await getContainerRuntimeClient();
  for (const [variable, name] of Object.entries(publicImages)) {
    const wanted = ImageName.fromString(process.env[variable] ?? name);
    const trouble = await image.pull(wanted).then(
      () => undefined,
      (/** @type {Error} */ error) => error.message,
    );
    if (trouble === undefined && (await image.exists(wanted))) continue;
    return { images: {}, missing: `${wanted.string} could not be pulled (${trouble ?? "it is not there"}).` };
  }
  return { images: {} };
}
