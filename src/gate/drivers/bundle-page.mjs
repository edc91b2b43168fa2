/**
 * Bundles the gate's page with one set of packages: `node bundle-page.mjs FOLDER SOURCE OUT`. FOLDER holds the node_modules
 * that the page is made of, the bundler's own included; SOURCE stands elsewhere and is read as if it stood there.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder = "", source = "", outfile = ""] = process.argv.slice(2);
/** @type {typeof import("esbuild")} */
const { build } = createRequire(join(folder, "package.json"))("esbuild");

// Nobody looks at the page, so styles and fonts stay away.
const unseen = [".css", ".woff", ".woff2", ".ttf", ".eot", ".png", ".svg"];

await build({
  stdin: { contents: readFileSync(source, "utf8"), resolveDir: folder, loader: "jsx", sourcefile: "page.jsx" },
  outfile,
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  jsx: "automatic",
  // In a production build the newer clients keep errors to themselves.
  define: { "process.env.NODE_ENV": '"development"' },
  loader: Object.fromEntries(unseen.map((ending) => [ending, "empty"])),
  logLevel: "error",
});
