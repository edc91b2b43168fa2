import { existsSync, readFileSync } from "node:fs";

/** Name and version of this package, as every report carries them. */
export const tool: { readonly name: string; readonly version: string } = read(new URL("../../", import.meta.url));

/** What every probe says of itself, so that a server's log shows who asked. */
export const userAgent = `${tool.name}/${tool.version}`;

/** The compiled code is one folder deeper than the source, hence the walk up to the package's own package.json. */
function read(folder: URL): { name: string; version: string } {
  const file = new URL("package.json", folder);
  if (!existsSync(file)) return read(new URL("../", folder));
  const { name, version } = JSON.parse(readFileSync(file, "utf8")) as { name: string; version: string };
  return { name, version };
}
