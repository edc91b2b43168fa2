// Loader hook of the runner: a module asked for with ?load=N gets what it imports of ours with ?load=N as well, which
// makes a fresh copy of all of our state for each N; and specs get our door instead of Playwright's.

const door = new URL("./playwright-door.mjs", import.meta.url).href;

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  const load = context.parentURL && new URL(context.parentURL).searchParams.get("load");
  if (!load) return next(specifier, context);
  if (specifier === "@playwright/test") return { url: door, shortCircuit: true };
  const found = await next(specifier, context);
  const ours = found.url.startsWith("file:") && !found.url.includes("/node_modules/");
  return ours ? { ...found, url: `${found.url}?load=${load}` } : found;
}
