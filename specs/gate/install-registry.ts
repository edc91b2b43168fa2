import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Files, tarball, type WheelOf, wheelFiles, zip } from "./install-archives.ts";

/** A small registry: npm's at `/`, a Python index at `/simple/`. Packages are made when they are published. */
export interface Registry {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly requests: string[];
  /** How it answers what comes next: a status, or not at all. */
  mode: "well" | "silent" | number;
  /** Paths that get no answer until they are let go. */
  hold: RegExp | undefined;
  /** Held answers that the other end still waits for. */
  readonly held: Set<ServerResponse>;
  publish(name: string, version: string, more?: NpmOf): void;
  publishWheel(name: string, version: string, more?: WheelOf): void;
  publishSource(name: string, version: string, files: Files): void;
  letGo(): void;
  stop(): Promise<void>;
}

interface NpmOf {
  /** Goes into package.json: dependencies, peerDependencies, scripts. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files?: Files;
}

export async function startRegistry(): Promise<Registry> {
  const npm = new Map<string, Record<string, object>>();
  const python = new Map<string, { file: string; requiresPython?: string }[]>();
  const files = new Map<string, Buffer>();
  const waiting = new Map<ServerResponse, () => void>();

  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/");
    registry.requests.push(path);
    const answer = () => {
      const { status, type, body } = find(path);
      response.writeHead(status, { "content-type": type }).end(body);
    };
    if (typeof registry.mode === "number") response.writeHead(registry.mode).end("no");
    else if (registry.mode === "well" && !registry.hold?.test(path)) answer();
    else {
      waiting.set(response, answer);
      registry.held.add(response);
      response.on("close", () => [waiting.delete(response), registry.held.delete(response)]);
    }
  });

  function find(path: string): { status: number; type: string; body: string | Buffer } {
    const file = files.get(path);
    if (file) return { status: 200, type: "application/octet-stream", body: file };
    const links = python.get(/^\/simple\/([^/]+)\/$/.exec(path)?.[1] ?? "");
    if (links) {
      const lines = links.map(({ file, requiresPython }) => {
        const needs = requiresPython ? ` data-requires-python="${requiresPython.replace(">", "&gt;")}"` : "";
        return `<a href="${file}#sha256=${sha(files.get(file)!, "sha256", "hex")}"${needs}>${file.split("/").at(-1)}</a>`;
      });
      return { status: 200, type: "text/html", body: `<!DOCTYPE html><html><body>${lines.join("\n")}</body></html>` };
    }
    const versions = npm.get(path.slice(1));
    if (!versions) return { status: 404, type: "application/json", body: '{"error":"Not found"}' };
    const latest = Object.keys(versions).at(-1);
    const body = JSON.stringify({ name: path.slice(1), "dist-tags": { latest }, versions });
    return { status: 200, type: "application/json", body };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const addPython = (name: string, file: string, body: Buffer, requiresPython?: string) => {
    files.set(file, body);
    const link = requiresPython ? { file, requiresPython } : { file };
    python.set(name, [...(python.get(name) ?? []), link]);
  };
  const registry: Registry = {
    url,
    requests: [],
    mode: "well",
    hold: undefined,
    held: new Set(),
    publish(name, version, { manifest = {}, files: more = {} } = {}) {
      const whole = { name, version, main: "index.js", ...manifest };
      const body = tarball({
        "package/package.json": JSON.stringify(whole),
        "package/index.js": `module.exports = ${JSON.stringify(version)};\n`,
        ...Object.fromEntries(Object.entries(more).map(([path, content]) => [`package/${path}`, content])),
      });
      const path = `/${name}/-/${name.replace(/^@.*\//, "")}-${version}.tgz`;
      files.set(path, body);
      const dist = { tarball: url + path, integrity: `sha512-${sha(body, "sha512", "base64")}` };
      const hasInstallScript = "scripts" in manifest;
      npm.set(name, { ...npm.get(name), [version]: { ...whole, dist, hasInstallScript } });
    },
    publishWheel(name, version, more = {}) {
      const body = zip(wheelFiles(name, version, more));
      addPython(name, `/files/${name}-${version}-py3-none-any.whl`, body, more.requiresPython);
    },
    publishSource(name, version, more) {
      const inside = Object.entries(more).map(([path, content]) => [`${name}-${version}/${path}`, content]);
      addPython(name, `/files/${name}-${version}.tar.gz`, tarball(Object.fromEntries(inside)));
    },
    letGo() {
      registry.hold = undefined;
      registry.mode = "well";
      for (const answer of waiting.values()) answer();
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return registry;
}

function sha(body: Buffer, algorithm: string, encoding: "hex" | "base64"): string {
  return createHash(algorithm).update(body).digest(encoding);
}
