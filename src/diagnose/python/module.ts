import type { PythonFile } from "./files.ts";
import { type Statement, statements } from "./statements.ts";

/** Where something stands: path relative to the folder, and line. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What one source says of routes, by the names it uses. */
export interface Module {
  readonly file: string;
  /** Dotted name, relative to the folder that is read: `api.sockets`. */
  readonly name: string;
  readonly changed: number;
  /** Variables that hold an application or a router, with the router's prefix. */
  readonly holders: readonly {
    readonly name: string;
    readonly kind: "app" | "router";
    readonly prefix: string;
    readonly place: Place;
  }[];
  readonly routes: readonly {
    readonly holder: string;
    readonly method: string;
    readonly path: string;
    readonly place: Place;
  }[];
  /** `holder.include_router(what)` and `holder.mount(prefix, what)`; `condition` is the `if` above it. */
  readonly includes: readonly {
    readonly holder: string;
    readonly what: string;
    readonly prefix: string;
    readonly place: Place;
    readonly condition?: string;
  }[];
  /** Lines that hand routes on in a way that is not read: `app.routes.extend(router.routes)`. */
  readonly byHand: readonly Place[];
  /** Local name to what it stands for: a module, or a name of one. */
  readonly imports: ReadonlyMap<string, string>;
}

const literal = `[rbuf]{0,2}(?:"([^"]*)"|'([^']*)')`;
const holder = /^([\w.]+)(?:\s*:\s*[\w.[\]]+)?\s*=\s*(?:\w+\.)*(FastAPI|Starlette|APIRouter|Router)\s*\(/;
const decorated = new RegExp(
  String.raw`^@([\w.]+)\.(websocket|websocket_route|get|post|put|delete|patch|head|options|route|api_route)\s*\(\s*(?:path\s*=\s*)?${literal}`,
);
const added = new RegExp(
  String.raw`^([\w.]+)\.(add_api_websocket_route|add_websocket_route|add_api_route|add_route)\s*\(\s*(?:path\s*=\s*)?${literal}`,
);
const include = /^([\w.]+)\.include_router\s*\(\s*(?:router\s*=\s*)?([\w.]+|[^,)]*)/;
const mount = new RegExp(String.raw`^([\w.]+)\.mount\s*\(\s*(?:path\s*=\s*)?${literal}\s*,\s*(?:app\s*=\s*)?([\w.]+)`);
const prefixed = new RegExp(String.raw`\bprefix\s*=\s*${literal}`);

/** Reads one source; what it does not understand it passes over. */
export function readModule(file: PythonFile): Module {
  const all = statements(file.text);
  const holders: Module["holders"][number][] = [];
  const routes: Module["routes"][number][] = [];
  const includes: Module["includes"][number][] = [];
  const byHand: Place[] = [];
  const imports = new Map<string, string>();
  const name = file.path
    .replace(/\.py$/, "")
    .replace(/(^|[\\/])__init__$/, "")
    .split(/[\\/]/)
    .join(".");
  const own = /__init__\.py$/.test(file.path) ? name : name.split(".").slice(0, -1).join(".");
  all.forEach((statement, index) => {
    const place = { file: file.path, line: statement.line, text: statement.text.slice(0, 160) };
    const { text } = statement;
    const prefix = textIn(prefixed.exec(text));
    const held = holder.exec(text);
    if (held)
      holders.push({
        name: held[1] as string,
        kind: /Router$/.test(held[2] as string) ? "router" : "app",
        prefix,
        place,
      });
    const route = decorated.exec(text) ?? added.exec(text);
    if (route) {
      const method = /websocket/.test(route[2] as string) ? "WEBSOCKET" : methodOf(route[2] as string);
      routes.push({ holder: route[1] as string, method, path: route[3] ?? route[4] ?? "", place });
    }
    if (/\.routes\b|\bWebSocketRoute\s*\(/.test(text)) byHand.push(place);
    const given = include.exec(text);
    const condition = conditionOf(all, index);
    const under = condition === undefined ? {} : { condition };
    if (given)
      includes.push({ holder: given[1] as string, what: (given[2] as string).trim(), prefix, place, ...under });
    const sub = mount.exec(text);
    if (sub)
      includes.push({
        holder: sub[1] as string,
        what: sub[4] as string,
        prefix: sub[2] ?? sub[3] ?? "",
        place,
        ...under,
      });
    for (const [local, meant] of importsOf(text, own)) imports.set(local, meant);
  });
  return { file: file.path, name, changed: file.changed, holders, routes, includes, byHand, imports };
}

const methodOf = (name: string) =>
  /^(get|post|put|delete|patch|head|options)$/.test(name) ? name.toUpperCase() : "ANY";
const textIn = (match: RegExpExecArray | null) => match?.[1] ?? match?.[2] ?? "";

/** The nearest `if`, `elif`, `else` or `except` that a statement stands under. */
function conditionOf(all: readonly Statement[], index: number): string | undefined {
  let { indent } = all[index] as Statement;
  for (let at = index - 1; at >= 0 && indent > 0; at--) {
    const above = all[at] as Statement;
    if (above.indent >= indent) continue;
    if (/^(if|elif|else|except)\b/.test(above.text)) {
      if (!/__name__/.test(above.text)) return above.text;
    }
    indent = above.indent;
  }
  return undefined;
}

/** `import a.b as c`, `from a import b as c`, `from . import b`: local name to dotted name. */
function importsOf(text: string, own: string): [string, string][] {
  const from = /^from\s+(\.*)([\w.]*)\s+import\s+\(?([^)]*)\)?/.exec(text);
  if (from) {
    const [, dots = "", base = "", names = ""] = from;
    const parents = own.split(".").filter(Boolean);
    const root = dots ? parents.slice(0, parents.length - (dots.length - 1)) : [];
    const home = [...root, ...base.split(".").filter(Boolean)].join(".");
    return names.split(",").flatMap((one): [string, string][] => {
      const [, original, alias] = /^\s*(\w+)(?:\s+as\s+(\w+))?/.exec(one) ?? [];
      return original ? [[alias ?? original, [home, original].filter(Boolean).join(".")]] : [];
    });
  }
  const plain = /^import\s+(.+)$/.exec(text);
  return (plain?.[1] ?? "").split(",").flatMap((one): [string, string][] => {
    const [, original, alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?/.exec(one) ?? [];
    return original ? [[alias ?? original, original]] : [];
  });
}
