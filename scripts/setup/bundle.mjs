import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";

/**
 * Puts the modules of the command line together, in `dist/src/cli/`: a start is mostly loading modules, and a few large ones
 * load in half the time of a hundred small ones. What is imported late stays a file of its own. The doors of the package
 * stay as they were compiled.
 *
 * @param {string} root
 */
export async function bundleCli(root) {
  const dist = join(root, "dist");
  const folder = join(dist, "src", "cli");
  const { outputFiles } = await build({
    entryPoints: [join(folder, "main.js")],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    write: false,
    logLevel: "error",
    plugins: [whereItWas(dist, folder)],
  });
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  for (const { path, text } of outputFiles) writeFileSync(path, text);
}

/** Code finds its data relative to itself, so each module keeps the URL that it had. @param {string} dist @param {string} folder @returns {import("esbuild").Plugin} */
function whereItWas(dist, folder) {
  return {
    name: "where-it-was",
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (!path.startsWith(dist)) return undefined;
        const from = relative(folder, path).split(sep).join("/");
        const url = `new URL(${JSON.stringify(from)}, import.meta.url).href`;
        return {
          contents: readFileSync(path, "utf8").replaceAll("import.meta.url", url),
          loader: "js",
          resolveDir: dirname(path),
        };
      });
    },
  };
}
