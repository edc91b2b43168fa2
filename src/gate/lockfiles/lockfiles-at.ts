import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { git, rootOf } from "./git.ts";
import { isLockfile } from "./kinds/index.ts";
import { commitOf } from "./refs.ts";

/** A file's text; its path is from the root of the repository, with `/`. */
export interface FileText {
  readonly file: string;
  readonly text: string;
}

/**
 * The lockfiles of a whole repository, those of subfolders included, node_modules left out: at a ref, or in the working
 * tree (tracked or not, but not ignored). Those near the root come first.
 *
 * @param options.cwd any folder of the repository
 * @param options.ref undefined for the working tree
 * @throws {LockfileError} `no-git`, `no-ref`
 */
export async function lockfilesAt(options: { cwd: string; ref?: string | undefined }): Promise<readonly FileText[]> {
  const root = await rootOf(options.cwd);
  const { ref } = options;
  const files = ref === undefined ? await inTree(root) : await inCommit(root, (await commitOf(root, ref)).ref);
  const far = ({ file }: FileText) => file.split("/").length;
  return files.sort((a, b) => far(a) - far(b) || (a.file < b.file ? -1 : 1));
}

/** Names of files of a repository that are not read, for the sentence that says so. */
export async function filesLike(cwd: string, pattern: RegExp): Promise<string[]> {
  const { text } = await git(await rootOf(cwd), ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  return text.split("\0").filter((file) => pattern.test(file) && !installed(file));
}

async function inCommit(root: string, commit: string): Promise<FileText[]> {
  const { text } = await git(root, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  const blobs = text.split("\0").flatMap((entry) => {
    const [, mode, object, file] = /^(\d+) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry) ?? [];
    return mode && mode !== symlink && object && file && wanted(file) ? [{ object, file }] : [];
  });
  return blobsOf(root, blobs);
}

async function inTree(root: string): Promise<FileText[]> {
  const { text } = await git(root, ["ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard"]);
  const listed = text.split("\0").map((entry) => ({ sparse: entry.startsWith("S "), file: entry.slice(2) }));
  const distinct = [...new Map(listed.filter(({ file }) => wanted(file)).map((one) => [one.file, one])).values()];
  // Of a sparse checkout the index has what is not on the disk.
  const hidden = distinct.filter(({ sparse }) => sparse).map(({ file }) => ({ object: `:${file}`, file }));
  const read = distinct
    .filter(({ sparse }) => !sparse)
    .map(async ({ file }): Promise<FileText[]> => {
      const path = join(root, file);
      const about = await lstat(path).catch(() => undefined); // Deleted, and git was not told yet.
      return about?.isFile() ? [{ file, text: await readFile(path, "utf8") }] : [];
    });
  return [...(await Promise.all(read)).flat(), ...(await blobsOf(root, hidden))];
}

/** Texts of objects, by one process for all. */
async function blobsOf(root: string, blobs: readonly { object: string; file: string }[]): Promise<FileText[]> {
  if (blobs.length === 0) return [];
  const { bytes } = await git(root, ["cat-file", "--batch"], blobs.map(({ object }) => `${object}\n`).join(""));
  let at = 0;
  return blobs.map(({ file }) => {
    const head = bytes.subarray(at, bytes.indexOf("\n", at));
    const size = Number(head.toString().split(" ")[2]);
    const start = at + head.length + 1;
    at = start + size + 1;
    return { file, text: bytes.subarray(start, start + size).toString() };
  });
}

const symlink = "120000";
const installed = (file: string) => /(^|\/)node_modules\//.test(file);
const wanted = (file: string) => isLockfile(file) && !installed(file);
