import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * SHA-256 over the names and contents of files and folders, so that a step knows whether it has anything to do.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to root; a folder counts with all that is in it, a missing one as missing
 * @param {(path: string) => boolean} [wanted] which files count
 * @returns {string} 16 hex digits
 */
export function digest(root, paths, wanted = () => true) {
  const hash = createHash("sha256");
  const visit = (/** @type {string} */ path) => {
    const full = join(root, path);
    if (!existsSync(full)) hash.update(`missing ${path}\n`);
    else if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) if (name !== "node_modules") visit(join(path, name));
    } else if (wanted(path)) hash.update(`${path}\n`).update(readFileSync(full));
  };
  for (const path of paths) visit(path);
  return hash.digest("hex").slice(0, 16);
}
