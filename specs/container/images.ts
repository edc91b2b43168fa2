import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** An image with Node to start from: the public one, or the one that `npm test` has made of this machine's Node. */
export const node = process.env.WIRECHECK_NODE_IMAGE ?? "node:22-slim";

/** Does `work` with a folder that has the files, by their paths. */
export async function withFolder<T>(files: Readonly<Record<string, string>>, work: (folder: string) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), "wirecheck-spec-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
