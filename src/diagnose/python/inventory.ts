import type { Module, Place } from "./module.ts";

/** One route of the sources, with every path that it is served under. */
export interface Route extends Place {
  /** WEBSOCKET, GET …; ANY where the source does not say. */
  readonly method: string;
  /** Templates; for a router that is never included, what the router itself says. */
  readonly paths: readonly string[];
  readonly router: Place & { readonly name: string };
  /** Whether an application receives it; `sometimes` when only under a condition. */
  readonly included: "always" | "sometimes" | "never";
  /** The line that includes its router, and the condition above it. */
  readonly by?: Place & { readonly condition?: string };
}

type Holder = Module["holders"][number] & { readonly key: string; readonly module: Module };
interface Way {
  readonly prefix: string;
  readonly sure: boolean;
  readonly by?: Place & { readonly condition?: string };
}

/** Resolves who includes whom over all modules. `unresolved` is what hands on routes and could not be read. */
export function inventory(modules: readonly Module[]): { routes: Route[]; unresolved: Place[] } {
  const holders = new Map<string, Holder>();
  for (const module of modules) {
    for (const one of module.holders) {
      const key = `${module.name}:${one.name}`;
      holders.set(key, { ...one, key, module });
    }
  }
  const find = (module: Module, name: string) => resolve(modules, holders, module, name, 0);
  const into = new Map<string, { holder: Holder; include: Module["includes"][number] }[]>();
  const unresolved: Place[] = [];
  for (const module of modules) {
    for (const include of module.includes) {
      const what = find(module, include.what);
      const holder = find(module, include.holder);
      if (what && holder) into.set(what.key, [...(into.get(what.key) ?? []), { holder, include }]);
      else if (/include_router/.test(include.place.text)) unresolved.push(include.place);
    }
  }

  const ways = (one: Holder, seen: readonly string[]): Way[] => {
    if (one.kind === "app" && !into.has(one.key)) return [{ prefix: "", sure: true }];
    if (seen.includes(one.key)) return [];
    const above = (into.get(one.key) ?? []).flatMap(({ holder, include }) =>
      ways(holder, [...seen, one.key]).map((way): Way => {
        const { condition, place } = include;
        const by = way.by?.condition ? way.by : { ...place, ...(condition !== undefined && { condition }) };
        return { prefix: way.prefix + include.prefix, sure: way.sure && condition === undefined, by };
      }),
    );
    return above.map((way) => ({ ...way, prefix: way.prefix + (one.kind === "router" ? one.prefix : "") }));
  };

  const routes = modules.flatMap((module) =>
    module.routes.flatMap(({ holder: name, method, path, place }): Route[] => {
      const holder = find(module, name);
      if (!holder) return [];
      const all = ways(holder, []);
      const [sure] = all.filter((way) => way.sure);
      const [some] = all;
      const router = { ...holder.place, name: holder.name };
      const by = (sure ?? some)?.by;
      const own = holder.kind === "router" ? holder.prefix : "";
      const paths = all.length > 0 ? all.map(({ prefix }) => prefix + path) : [own + path];
      const included = sure ? "always" : some ? "sometimes" : "never";
      return [{ ...place, method, paths: [...new Set(paths)], router, included, ...(by && { by }) }];
    }),
  );
  return { routes, unresolved: [...unresolved, ...modules.flatMap(({ byHand }) => byHand)] };
}

/** The application or router that a name of a module stands for, through imports. */
function resolve(
  modules: readonly Module[],
  holders: ReadonlyMap<string, Holder>,
  module: Module,
  name: string,
  depth: number,
): Holder | undefined {
  const own = holders.get(`${module.name}:${name}`);
  if (own || depth > 8) return own;
  const [first = "", ...rest] = name.split(".");
  const meant = module.imports.get(first);
  if (meant === undefined) return undefined;
  const full = [meant, ...rest].join(".").split(".");
  // The longest part that is a module; what is left is a name in it. A folder may be read from above its root.
  for (let cut = full.length - 1; cut > 0; cut--) {
    const wanted = full.slice(0, cut).join(".");
    const left = full.slice(cut).join(".");
    const fits = modules.filter(
      (one) => one.name === wanted || one.name.endsWith(`.${wanted}`) || wanted.endsWith(`.${one.name}`),
    );
    for (const one of fits) {
      const found = resolve(modules, holders, one, left, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}
