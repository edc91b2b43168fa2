import type { Contract, Endpoint, HttpEndpoint, Instead, Unregistered } from "../model/index.ts";
import { readAsyncApi } from "./asyncapi.ts";
import { ContractError } from "./contract-error.ts";
import { digestOf } from "./digest.ts";
import { readGraphql } from "./graphql.ts";
import { lineOf, versionFor } from "./lines.ts";
import { assertOneService, withUniqueIds } from "./one-service.ts";
import { readCalls, readOpenApi } from "./openapi.ts";
import { child, rootOf, textAt } from "./place.ts";
import { projected } from "./projected.ts";
import { Reading } from "./reading.ts";
import { recognise } from "./recognise.ts";
import { readAsyncApiServer, readOpenApiServer, type ServerSide } from "./servers.ts";
import { readFile, type Source } from "./source.ts";

/** Which contract the documents are, where that is known beforehand. */
export interface Identity {
  readonly name: string;
  readonly version: string;
  readonly builtIn: boolean;
}

/** What one document adds to its service. */
interface Part extends ServerSide {
  readonly shown: string;
  readonly endpoints: readonly Endpoint[];
  readonly calls: readonly HttpEndpoint[];
}

/**
 * Reads the documents of one service into one contract.
 *
 * @param sources at least one; the first one is the main document, which gives the name, the version and `x-uses`
 * @param identity the built-in contract that it is; a user's own is named after its title
 */
export async function readService(sources: readonly Source[], identity?: Identity): Promise<Contract> {
  const main = sources[0]!;
  const root = rootOf(main);
  const line = lineOf(main.value);
  const version =
    identity?.version ?? line?.versions.at(-1) ?? String(child(child(root, "info"), "version").value ?? "");
  const kinds = await Promise.all(sources.map(recognise));
  const upgrade = kinds.find((kind) => kind.upgrade)?.upgrade;
  const opened = new Map<string, Source>();
  const prepare = (source: Source): Source => {
    const at = versionFor(source, main, version);
    return at === undefined ? source : projected(source, at);
  };
  const reading = new Reading((path) => {
    const known = opened.get(path);
    if (known) return known;
    const source = prepare(upgrade ? upgrade(readFile(path)) : readFile(path));
    opened.set(path, source);
    return source;
  });
  const parts = sources.map((source, index): Part => {
    const kind = kinds[index]!;
    const ready = prepare(kind.upgrade ? kind.upgrade(source) : source);
    opened.set(source.key, ready);
    const at = rootOf(ready);
    if (kind.standard === "asyncapi")
      return {
        shown: source.shown,
        endpoints: readAsyncApi(at, reading),
        calls: [],
        ...readAsyncApiServer(at, reading),
      };
    const spoken = { endpoints: readOpenApi(at, reading), calls: readCalls(at, reading) };
    return { shown: source.shown, ...spoken, ...readOpenApiServer(at, reading) };
  });
  assertOneService(parts);
  const { server, endpoints } = joined(parts);
  if (endpoints.length === 0) {
    const shown = parts.map((part) => part.shown).join(" and ");
    const next =
      "Give a document with OpenAPI paths, or with AsyncAPI channels that have an address on a WebSocket server.";
    throw new ContractError("no-endpoints", `${shown} describes no HTTP operation and no WebSocket.`, next);
  }
  const title = textAt(child(root, "info"), "title") ?? "";
  const frontend = textAt(root, "x-frontend");
  const calls = parts.flatMap((part) => part.calls);
  const now = opened.get(main.key)!;
  const graphql = await readGraphql(rootOf(now), version);
  const instead = child(rootOf(now), "x-instead").value as readonly Instead[] | undefined;
  const promise = {
    emptyPath: child(root, "x-empty-path").value === true,
    endpoints,
    ...(calls.length > 0 && { calls }),
    ...(graphql !== undefined && { graphql }),
    schemas: { $defs: reading.schemas.all() },
    unregistered: Object.assign({}, ...parts.map((part) => part.unregistered)) as Unregistered,
  };
  return {
    name: identity?.name ?? (kebabCase(title) || "contract"),
    version,
    line: line?.line ?? "",
    title,
    digest: digestOf(promise),
    ...(server === undefined ? {} : { server }),
    ...(frontend === undefined ? {} : { frontend }),
    ...promise,
    ...(instead && { instead }),
    builtIn: identity?.builtIn ?? false,
  };
}

/** One server for all: where the documents name several base paths, these go into the paths of the endpoints. */
function joined(parts: readonly Part[]): { server?: string; endpoints: Endpoint[] } {
  const server = parts.find((part) => part.server !== undefined)?.server;
  const bases = parts.map((part) =>
    part.server === undefined ? undefined : new URL(part.server).pathname.replace(/\/$/, ""),
  );
  const named = new Set(bases.filter((base) => base !== undefined));
  const all = parts.flatMap((part, index) => {
    const base = named.size > 1 ? (bases[index] ?? "") : "";
    return part.endpoints.map((endpoint) => ({ ...endpoint, path: `${base}${endpoint.path}` }));
  });
  const endpoints = withUniqueIds(all);
  if (server === undefined) return { endpoints };
  return { server: named.size > 1 ? new URL(server).origin : server, endpoints };
}

function kebabCase(text: string): string {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-");
}
