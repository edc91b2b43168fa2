import { pythonFiles } from "./files.ts";
import { inventory, type Route } from "./inventory.ts";
import { type Module, type Place, readModule } from "./module.ts";

export type { Route } from "./inventory.ts";
export type { Place } from "./module.ts";

/** What the Python sources of a folder say of routes. Nothing is run. */
export interface Sources {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly changed: number }[];
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  readonly routes: readonly Route[];
  readonly unresolved: readonly Place[];
}

export function readSources(folder: string): Sources {
  const { files, skipped } = pythonFiles(folder);
  const modules: Module[] = [];
  for (const file of files) modules.push(readModule(file));
  return { folder, files: files.map(({ path, changed }) => ({ path, changed })), skipped, ...inventory(modules) };
}

/** Whether a route's template is a path; a slash at the end counts. */
export function isOf(template: string, path: string): boolean {
  const pattern = template
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{[^{}:]+(:path)?\}/g, (_, deep) => (deep ? ".+" : "[^/]+"));
  return new RegExp(`^${pattern}$`).test(path);
}
