import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of package.json. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** One source file: its path relative to the root, its text and the paths of ours that it imports. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  /** Those of the imports of which nothing but types is used. */
  readonly typesOnly: readonly string[];
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|import\s+["']([^"']+)["']/g;

/** Every source file below the folders, `.ts` and `.mjs`. */
export function sourceFiles(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs)$/.test(name) && !/node_modules|generated/.test(name))
      .map((name) => read(join(folder, name))),
  );
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const found = [...text.matchAll(statement)].flatMap(([whole, from, dynamic, bare]) => {
    const specifier = from ?? dynamic ?? bare ?? "";
    if (!specifier.startsWith(".")) return [];
    const to = relative(root, resolve(root, dirname(path), specifier))
      .split(sep)
      .join("/");
    return [{ to, types: isOfTypes(whole) }];
  });
  const used = new Set(found.filter(({ types }) => !types).map(({ to }) => to));
  const imports = found.map(({ to }) => to);
  return { path: path.split(sep).join("/"), text, imports, typesOnly: imports.filter((to) => !used.has(to)) };
}

function isOfTypes(statement: string): boolean {
  if (/^\s*(?:import|export)\s+type\b/.test(statement)) return true;
  const [, names] = /\{([^}]*)\}\s*from/.exec(statement) ?? [];
  return names?.split(",").every((name) => /^\s*(type\s.*)?$/s.test(name)) ?? false;
}
