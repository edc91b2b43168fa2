import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { AppFact, Facts, Owner } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { isOf, type Route, readSources, type Sources } from "../python/index.ts";
import { askRoutes } from "./routes.ts";

/** What the Python sources say of the target's route, and whether they are those of the process that listens. */
export const app: Probe<"app"> = {
  id: "app",
  async make(lab) {
    const { app: asked, target } = lab.settings;
    if (asked === undefined) return new NotMade("no --app was given");
    const owner = (await lab.see("listener"))?.owners[0];
    const given = realpathSync(asked);
    const named = owner ? foldersNamed(owner) : [];
    const within = named.find((folder) => isWithin(given, folder));
    // The process itself says where its sources are; the user may have meant a copy of them, or a part.
    const elsewhere = within === undefined ? named[0] : undefined;
    const sources = readSources(elsewhere ?? given);
    if (sources.files.length === 0) return new NotMade(`${asked} holds no Python source`);
    const inventory = (within ?? elsewhere) ? undefined : await sameInventory(lab, sources);
    const tie = (within ?? elsewhere) ? `process ${owner?.pid} runs from there` : inventory;
    const started = tie === undefined ? undefined : owner?.started;
    return {
      folder: elsewhere ?? asked.replace(/(.)[\\/]+$/, "$1"),
      ...(elsewhere !== undefined && { insteadOf: asked }),
      ...(tie !== undefined && { tie }),
      files: sources.files.length,
      skipped: sources.skipped.slice(0, 20),
      unresolved: sources.unresolved.slice(0, 20),
      changed:
        started === undefined ? [] : sources.files.filter((one) => one.changed > started).map(({ path }) => path),
      ...routesOf(sources, target.url.pathname),
    };
  },
  tell(fact) {
    const { folder, files, tie, socket } = fact;
    const read = `${files} Python sources in ${folder}${tie ? ` (${tie})` : ", which nothing ties to the server"}`;
    if (!socket) return `${read}: no socket route of this path`;
    const included = { always: "included", sometimes: "included under a condition", never: "never included" }[
      socket.included
    ];
    return `${read}: ${folder}/${socket.file}:${socket.line} has the socket route, its router is ${included}`;
  },
};

/** The HTTP routes of the same router, asked of the server: whether the process has that router at all. */
export const routerSiblings: Probe<"router-siblings"> = {
  id: "router-siblings",
  async make(lab) {
    const fact = await lab.see("app");
    if (!fact?.socket) return new NotMade("no sources name the router of the target");
    if (fact.beside.length === 0) return new NotMade("the router has no GET route without parameters");
    const asked = await askRoutes(lab, fact.beside);
    return asked.length > 0 ? { asked } : new NotMade("the routes beside it did not answer");
  },
  tell: ({ asked }: Facts["router-siblings"]) =>
    `of the same router: ${asked.map(({ path, status, missing }) => `${path} ${status}${missing ? " as a path that nobody has" : ""}`).join(", ")}`,
};

function routesOf({ routes }: Sources, path: string): Pick<AppFact, "socket" | "http" | "elsewhere" | "beside"> {
  const sockets = routes.filter(({ method }) => method === "WEBSOCKET");
  const fits = (route: Route) =>
    route.paths.some((template) => isOf(template, path) || (route.included === "never" && endsWith(path, template)));
  const [socket] = sockets.filter(fits).sort((a, b) => rank(a) - rank(b));
  const http = routes.find(
    (route) => route.method !== "WEBSOCKET" && route.paths.some((template) => isOf(template, path)),
  );
  const bare = (text: string) => text.replace(/\/$/, "").toLowerCase();
  const elsewhere = socket
    ? undefined
    : sockets.find((route) =>
        route.paths.some((one) => isOf(bare(one), bare(path)) || endsWith(one, path) || endsWith(path, one)),
      );
  const mates = socket
    ? routes.filter(
        (one) =>
          one.method === "GET" && one.router.file === socket.router.file && one.router.line === socket.router.line,
      )
    : [];
  const beside = mates.flatMap(({ paths }) => paths).filter((one) => !one.includes("{"));
  return {
    ...(socket && { socket }),
    ...(http && { http }),
    ...(elsewhere && { elsewhere }),
    beside: beside.slice(0, 8),
  };
}

const rank = ({ included }: Route) => ["always", "sometimes", "never"].indexOf(included);

/** A template that is the end of a path, at a slash: what stands before it is a prefix. */
function endsWith(path: string, template: string): boolean {
  const parts = path.split("/");
  return (
    template.length > 1 && parts.some((_, index) => index > 0 && isOf(template, `/${parts.slice(index).join("/")}`))
  );
}

/** Folders of Python sources that a command line names: paths, and modules like `backend.app:app`. */
function foldersNamed({ command, folder }: Owner): string[] {
  const words = command.split(" ").slice(1);
  const base = folder ?? "/";
  const homes = [
    base,
    ...words.flatMap((word, index) => (words[index - 1] === "--app-dir" ? [resolve(base, word)] : [])),
  ];
  const paths = words.flatMap((word) => {
    if (/^[\w.]+:\w+/.test(word)) {
      const path = (word.split(":")[0] as string).replaceAll(".", "/");
      return homes.flatMap((home) => [join(home, `${path}.py`), join(home, path, "__init__.py")]);
    }
    return word.startsWith("-") ? [] : [isAbsolute(word) ? word : resolve(base, word)];
  });
  const found = paths.flatMap((path) => {
    try {
      const real = realpathSync(path);
      if (statSync(real).isDirectory()) return hasPython(real) ? [real] : [];
      return real.endsWith(".py") ? [dirname(real)] : [];
    } catch {
      return [];
    }
  });
  // A folder that is named says more than the file that was told of it.
  return [...new Set(found)].reverse();
}

function hasPython(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith(".py"));
  } catch {
    return false;
  }
}

const isWithin = (folder: string, path: string) => {
  const way = relative(folder, path);
  return way === "" || !(way.startsWith("..") || isAbsolute(way));
};

/** Whether the HTTP routes that the server lists are those of the sources. */
async function sameInventory(lab: Lab, { routes }: Sources): Promise<string | undefined> {
  const listed = (await lab.see("openapi"))?.paths ?? [];
  const own = new Set(routes.filter(({ method }) => method !== "WEBSOCKET").flatMap(({ paths }) => paths));
  if (listed.length < 3 || !listed.every((path) => own.has(path))) return undefined;
  return `all ${listed.length} routes of /openapi.json are of these sources`;
}
