import type { HeaderMap } from "../../contracts/index.ts";

/** What the page that the process stands for (jsdom, say) would send with an upgrade; a page can say nothing more. */
export function pageHeaders(): HeaderMap {
  const { location } = globalThis as { readonly location?: { readonly origin?: string } };
  return location?.origin === undefined ? {} : { origin: location.origin };
}
