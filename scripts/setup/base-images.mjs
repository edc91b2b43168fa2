import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureStack } from "../../fixtures/backends/index.mjs";
import { addProgram, addPython } from "./root-fs.mjs";
import { MissingPrerequisite, run } from "./step.mjs";

/**
 * Base images for the Dockerfiles of this repository where no image registry can be reached: a root file system made of
 * this machine's Node, and of its Python with the locked packages of a stack, imported into the engine. `pip install` in
 * the Dockerfile then finds every package of the lock file there and loads none.
 *
 * @param {{ stack?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<{ node: string, python: string }>} their names
 * @throws {MissingPrerequisite} not on Linux, or the import failed
 */
export async function ensureBaseImages({ stack = "current", log = () => {} } = {}) {
  if (process.platform !== "linux") {
    throw new MissingPrerequisite(
      "base images are made of this machine's programs on Linux alone; unset WIRECHECK_BASE_IMAGES.",
    );
  }
  const venv = await ensureStack(stack, { log });
  const node = await imageOf("node", process.version, (root) => addProgram(root, process.execPath, "node"));
  const python = await imageOf("python", venv, (root) => addPython(root, venv));
  return { node, python };
}

/** @param {string} name @param {string} of what it is made of @param {(root: string) => void} fill */
async function imageOf(name, of, fill) {
  const made = [of, "root-fs.mjs", "base-images.mjs"].map((part) =>
    part.endsWith(".mjs") ? readFileSync(fileURLToPath(new URL(part, import.meta.url))) : part,
  );
  const digest = made.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
  const image = `wirecheck-base/${name}:${digest.slice(0, 12)}`;
  if (spawnSync("docker", ["image", "inspect", image]).status === 0) return image;
  const folder = mkdtempSync(join(tmpdir(), "wirecheck-base-"));
  const root = join(folder, "root");
  try {
    mkdirSync(root);
    fill(root);
    const pack =
      'tar -C "$1" --owner=0 --group=0 -c . | docker import --change "ENV PATH=/usr/local/bin:/usr/bin:/bin" - "$2"';
    const { ok, output } = await run(`base image of ${name}`, "sh", ["-ec", pack, "sh", root, image]);
    if (!ok) throw new MissingPrerequisite(`docker import failed; its last words:\n${output.trim()}`);
    return image;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
