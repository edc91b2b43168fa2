import { MockError } from "../mock-error.ts";
import type { Site } from "./site.ts";

/** Where a library that stands in for the network finds a contract. */
export interface Place {
  readonly site: Site;
  /** `http://localhost:3001/base`, without a slash at its end. */
  readonly url: string;
  /** Path of the URL without a slash at its end; "" for the root. */
  readonly base: string;
}

/**
 * A place for each contract: the URL that was given for it, else its document's own server.
 *
 * @param urls contract name to base URL, of http, https, ws or wss
 * @throws MockError `no-url`, `bad-url`, `no-contract`, `services-collide`
 */
export function placesFor(sites: readonly Site[], urls: Readonly<Record<string, string>> = {}): readonly Place[] {
  const names = sites.map(({ contract }) => contract.name);
  const stranger = Object.keys(urls).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw new MockError("no-contract", `urls names ${stranger}, which is not served.`, `Served: ${names.join(", ")}.`);
  const places = sites.map((site) => placeOf(site, urls[site.contract.name] ?? site.contract.server));
  for (const [index, { url, site }] of places.entries()) {
    const other = places.findIndex((place) => place.url === url);
    if (other === index) continue;
    const both = `${names[other]} and ${site.contract.name}`;
    throw new MockError(
      "services-collide",
      `${both} are both at ${url}.`,
      "Give each a URL of its own: urls: { NAME: URL }.",
    );
  }
  // The longest first, so that of two nested places the inner one answers.
  return places.toSorted((a, b) => b.url.length - a.url.length);
}

function placeOf(site: Site, given: string | undefined): Place {
  const { name } = site.contract;
  const next = `Say where it is: urls: { "${name}": "http://localhost:8000" }.`;
  if (given === undefined) throw new MockError("no-url", `The documents of ${name} name no server.`, next);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^(http|ws)s?:$/.test(url.protocol))
    throw new MockError("bad-url", `${given} is no URL of http or ws.`, next);
  const base = url.pathname.replace(/\/$/, "");
  return { site, url: `${url.protocol.replace("ws", "http")}//${url.host}${base}`, base };
}

/** The place that a URL of http or ws is at. */
export function placeAt(places: readonly Place[], href: string): Place | undefined {
  const asHttp = href.replace(/^ws/, "http");
  return places.find(({ url }) => asHttp.startsWith(url) && /^([/?#]|$)/.test(asHttp.slice(url.length)));
}
