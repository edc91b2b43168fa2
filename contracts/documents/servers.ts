import type { Unregistered } from "../model/index.ts";
import { isObject } from "./json.ts";
import { child, children, type Place, textAt } from "./place.ts";
import type { Reading } from "./reading.ts";

/** What the documents say of the server; members that they do not name are absent. */
export interface ServerSide {
  readonly server?: string;
  readonly unregistered: Unregistered;
}

/** The first server of an OpenAPI document. A relative one, such as `/api/v1`, is only a base path, and left out. */
export function readOpenApiServer(root: Place, reading: Reading): ServerSide {
  const place = reading.at(child(root, "servers"), 0);
  const url = textAt(place, "url");
  return { ...absolute(url && filled(url, place, reading)), unregistered: unregisteredAt(place, root) };
}

/** The first WebSocket server of an AsyncAPI document. */
export function readAsyncApiServer(root: Place, reading: Reading): ServerSide {
  const servers = child(root, "servers");
  const place = children(servers)
    .map(([name]) => reading.at(servers, name))
    .find((server) => /^(wss?|https?)$/i.test(textAt(server, "protocol") ?? ""));
  if (!place) return { unregistered: unregisteredAt(root, root) };
  const host = filled(textAt(place, "host") ?? "", place, reading);
  const path = filled(textAt(place, "pathname") ?? "", place, reading);
  const scheme = /^(wss|https)$/i.test(textAt(place, "protocol") ?? "") ? "https" : "http";
  return { ...absolute(host && `${scheme}://${host}${path}`), unregistered: unregisteredAt(place, root) };
}

/** Variables replaced by their default, else by the first value that they may have. */
function filled(template: string, server: Place, reading: Reading): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = reading.at(child(server, "variables"), name);
    const options = child(variable, "enum").value;
    const value = child(variable, "default").value ?? (Array.isArray(options) ? options[0] : undefined);
    return value === undefined ? whole : String(value);
  });
}

function absolute(url: string | undefined): { server?: string } {
  if (!url || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return {};
  return { server: url.replace(/\/+$/, "") };
}

function unregisteredAt(server: Place, root: Place): Unregistered {
  const { value } = child(server, "x-unregistered");
  if (isObject(value)) return value;
  const { value: shared } = child(root, "x-unregistered");
  return isObject(shared) ? shared : {};
}
