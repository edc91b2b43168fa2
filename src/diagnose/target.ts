import { randomBytes } from "node:crypto";

/** The address that is asked, taken apart. */
export interface Target {
  /** http: or https:, without fragment, user and password. */
  readonly url: URL;
  readonly socket: boolean;
  readonly tls: boolean;
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** As it may be shown: no password, no values of the query. */
  readonly shown: string;
}

/** Takes a URL apart; `{name}`s in its path are filled in, and the query gets the given parameters. */
export function targetOf(
  text: string,
  parameters: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): Target {
  const given = new URL(text);
  const socket = /^wss?:$/.test(given.protocol);
  const tls = /^(https|wss):$/.test(given.protocol);
  const url = new URL(text.replace(/^ws/i, "http"));
  url.hash = url.username = url.password = "";
  url.pathname = url.pathname.replace(/\{(\w+)\}|%7B(\w+)%7D/gi, (all, plain: string, coded: string) => {
    const value = parameters[plain ?? coded];
    return value === undefined ? all : encodeURIComponent(value);
  });
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port) || (tls ? 443 : 80);
  const shown = `${given.protocol}//${url.host}${url.pathname}${veiled(url)}`;
  return { url, socket, tls, host, port, shown };
}

/** The query with its names and without its values. */
export function veiled(url: URL): string {
  const names = [...url.searchParams.keys()];
  return names.length > 0 ? `?${names.map((name) => `${name}=…`).join("&")}` : "";
}

/** Path and query, as they go into a request line. */
export const pathOf = (url: URL): string => `${url.pathname}${url.search}`;

/**
 * A path that nobody has, made up now. Two parts deep, for one part may be the parameter of a route (`/ws/agent/{name}`);
 * beside the target, or below it where it stands at the root, so that a proxy's rule for the one is that for the other.
 */
export function controlOf(url: URL): URL {
  const control = new URL(url);
  const parts = url.pathname.split("/").filter(Boolean);
  const beside = parts.length > 1 ? parts.slice(0, -1) : parts;
  control.pathname = `/${[...beside, madeUp(), madeUp()].join("/")}`;
  return control;
}

const madeUp = () => `wirecheck-${randomBytes(4).toString("hex")}`;

/** The same with the slash at its end taken away, or one put there. */
export function slashToggled(url: URL): URL | undefined {
  if (url.pathname === "/") return undefined;
  const other = new URL(url);
  other.pathname = url.pathname.endsWith("/") ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  return other;
}

/** Another path of the same server, without the query. */
export function at(url: URL, path: string): URL {
  const other = new URL(url);
  other.pathname = path;
  other.search = "";
  return other;
}

export const isLoopback = (address: string): boolean => /^127\.|^::1$|^::ffff:127\./.test(address);
