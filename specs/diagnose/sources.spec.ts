import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { readSources } from "../../src/diagnose/python/index.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";

/** Files of one project, and for each socket route `PATHS INCLUDED` as they must be read. */
const projects: readonly {
  readonly what: string;
  readonly files: Record<string, string>;
  readonly routes: readonly string[];
  readonly unresolved?: number;
}[] = [
  {
    what: "a router that nobody includes",
    files: {
      "app.py": "from fastapi import FastAPI\nimport sockets\napp = FastAPI()\n",
      "sockets.py":
        'from fastapi import APIRouter\nrouter = APIRouter(prefix="/ws")\n@router.websocket("/one")\nasync def one(socket): ...\n',
    },
    routes: ["/ws/one never"],
  },
  {
    what: "prefixes of routers and of includes, through an alias and a package",
    files: {
      "main.py":
        'from fastapi import FastAPI\nfrom api import sockets as s\nfrom api.more import router as more\napp = FastAPI()\napp.include_router(s.router, prefix="/v1")\napp.include_router(\n    more,  # with a comment, and (brackets\n    prefix="/v2",\n)\n',
      "api/__init__.py": "",
      "api/sockets.py":
        'from fastapi import APIRouter\nrouter: APIRouter = APIRouter(\n    prefix="/ws",\n)\n\n@router.websocket(\n    "/one/{id}",\n)\nasync def one(): ...\n',
      "api/more.py":
        'from fastapi import APIRouter\nrouter = APIRouter()\n@router.websocket("/two")\nasync def two(): ...\n',
    },
    routes: ["/v1/ws/one/{id} always", "/v2/two always"],
  },
  {
    what: "routers in routers, relative imports, a factory, a condition, a mount",
    files: {
      "pkg/__init__.py": "",
      "pkg/app.py":
        'from fastapi import FastAPI\nfrom .outer import outer\nfrom . import late\n\ndef create():\n    app = FastAPI()\n    app.include_router(outer)\n    if DEBUG:\n        app.include_router(late.router)\n    sub = FastAPI()\n    app.mount("/sub", sub)\n    @sub.websocket("/three")\n    async def three(): ...\n    return app\n',
      "pkg/outer.py":
        'from fastapi import APIRouter\nfrom .inner import inner\nouter = APIRouter(prefix="/outer")\nouter.include_router(inner, prefix="/in")\n',
      "pkg/inner.py":
        'from fastapi import APIRouter\ninner = APIRouter(prefix="/ws")\ninner.add_api_websocket_route("/one", one)\n',
      "pkg/late.py":
        'from fastapi import APIRouter\nrouter = APIRouter()\n@router.websocket("/two")\nasync def two(): ...\n',
    },
    routes: ["/outer/in/ws/one always", "/sub/three always", "/two sometimes"],
  },
  {
    what: "what stands in comments and texts is no route, and an include that cannot be read is told",
    files: {
      "app.py":
        '"""\n@app.websocket("/doc")\n"""\nfrom fastapi import FastAPI\napp = FastAPI()\n# @app.websocket("/comment")\ntext = \'@app.websocket("/text")\'\nfor router in routers:\n    app.include_router(router)\n@app.websocket("/one")\nasync def one(): ...\n',
    },
    routes: ["/one always"],
    unresolved: 1,
  },
  {
    what: "routes that are handed on by hand",
    files: {
      "app.py":
        "from fastapi import FastAPI\nfrom sockets import router\napp = FastAPI()\napp.router.routes.extend(router.routes)\n",
      "sockets.py":
        'from fastapi import APIRouter\nrouter = APIRouter()\n@router.websocket("/one")\nasync def one(): ...\n',
    },
    routes: ["/one never"],
    unresolved: 1,
  },
  {
    what: "files with errors, of Python 2, cut off, empty, and not UTF-8",
    files: {
      "a.py":
        "def broken(:\n  x = (1, [2\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.websocket('/one')\nasync def one(): ...\n",
      "b.py": "print 'hello'\nexec \"x\" in {}\nraise ValueError, 'no'\n",
      "c.py": 'text = """never closed\n@app.websocket("/no")\n',
      "d.py": "",
      "e.py": "\u0000\ufffd x = '\n",
    },
    routes: ["/one always"],
  },
];

for (const { what, files, routes, unresolved = 0 } of projects) {
  test(`read: ${what}`, () => {
    const folder = test.info().outputPath("project");
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const read = readSources(folder);
    const sockets = read.routes.filter(({ method }) => method === "WEBSOCKET");
    expect(sockets.map(({ paths, included }) => `${paths.join()} ${included}`).sort()).toEqual([...routes].sort());
    expect(read.unresolved).toHaveLength(unresolved);
  });
}

test("loops of symbolic links, deep folders and large files are passed over, and said", () => {
  const folder = test.info().outputPath("project");
  const deep = join(folder, ...Array.from({ length: 14 }, (_, index) => `d${index}`));
  mkdirSync(deep, { recursive: true });
  symlinkSync(folder, join(folder, "loop"));
  symlinkSync(join(folder, "self"), join(folder, "self"));
  writeFileSync(join(folder, "large.py"), "x = 1\n".repeat(200_000));
  writeFileSync(
    join(folder, "app.py"),
    'from fastapi import FastAPI\napp = FastAPI()\n@app.websocket("/one")\nasync def one(): ...\n',
  );
  const { files, skipped, routes } = readSources(folder);
  expect(files.map(({ path }) => path)).toEqual(["app.py"]);
  expect(routes.map(({ paths }) => paths)).toEqual([["/one"]]);
  expect(skipped.map(({ why }) => why).sort()).toEqual(["larger than a mebibyte", "more than 12 folders deep"]);
});

test("sources that nothing ties to the process make no cause certain", async () => {
  const backend = await startBackend({ name: "video-studio", defect: "enhanced-router-missing" });
  const folder = test.info().outputPath("other");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "app.py"), "from fastapi import FastAPI\napp = FastAPI()\n");
  writeFileSync(
    join(folder, "sockets.py"),
    'from fastapi import APIRouter\nrouter = APIRouter(prefix="/ws")\n@router.websocket("/coordinator")\nasync def one(): ...\n',
  );
  const url = `${backend.url.replace("http", "ws")}/ws/coordinator`;
  const result = await diagnosed({ url, app: folder });
  // A copy elsewhere, which the process does not name, is read in its place where the system tells: see `insteadOf`.
  const copy = test.info().outputPath("copy");
  cpSync(backend.sources, copy, { recursive: true });
  const copied = await diagnosed({ url, app: copy });
  await backend.stop();
  const app = result.evidence.find(({ id }) => id === "app")?.data as { insteadOf?: string; tie?: string };
  if (process.platform === "linux") {
    expect(app.insteadOf).toBe(folder);
    expect(causesOf(copied)).toEqual({ "route-not-registered": "certain" });
  } else {
    expect(app.tie).toBeUndefined();
    expect(Object.values(causesOf(result))).not.toContain("certain");
  }
});
