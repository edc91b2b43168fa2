import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockHash } from "../../src/gate/install/index.ts";
import { error, expect, inside, newCache, pypi, test } from "./install-test.ts";

const ask = (python: string, code: string) => execFileSync(python, ["-c", code], { encoding: "utf8" }).trim();

/** A build backend that lies in the package itself, so that a build needs nothing else; `first` runs before it. */
const source = (name: string, first: string) => ({
  "PKG-INFO": `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0.0\n`,
  "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
  "backend.py": `import zipfile, os
${first}
def build_wheel(folder, config_settings=None, metadata_directory=None):
    info = "${name}-1.0.0.dist-info"
    with zipfile.ZipFile(os.path.join(folder, "${name}-1.0.0-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("${name}.py", "built = True\\n")
        wheel.writestr(info + "/METADATA", "Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0.0\\n")
        wheel.writestr(info + "/WHEEL", "Wheel-Version: 1.0\\nGenerator: spec\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "/RECORD", "")
    return "${name}-1.0.0-py3-none-any.whl"
`,
});

test("packages are installed together, and a second time without a request", async ({ registry, cache, env, get }) => {
  registry.publishWheel("below", "1.0.0");
  registry.publishWheel("below", "1.2.0");
  registry.publishWheel("above", "0.92.0", {
    requires: ["below<2"],
    files: { "above_web/__main__.py": "import above, sys; print('serving', above.__version__)" },
  });
  const first = await get(pypi({ above: "0.92.0", below: ">=1,<1.1" }));
  expect(first).toMatchObject({ versions: { above: "0.92.0", below: "1.0.0" } });
  expect(ask(first.python!, "import above, below; print(above.__version__, below.__version__)")).toBe("0.92.0 1.0.0");
  // It was moved into place, so what is started as a module must not mind.
  expect(execFileSync(first.python!, ["-m", "above_web"], { encoding: "utf8" }).trim()).toBe("serving 0.92.0");
  expect(ask(first.python!, "import sys; print(sys.prefix)")).toBe(first.folder);

  const asked = registry.requests.length;
  expect(asked).toBeGreaterThan(0);
  const lines: string[] = [];
  const again = await get(pypi({ below: ">=1,<1.1", above: "0.92.0" }), { log: (line) => lines.push(line) });
  expect(again).toEqual(first);
  expect(await get(pypi({ above: "0.92.0", below: ">=1,<1.1" }), { offline: true, env: { ...env } })).toEqual(first);
  expect({ requests: registry.requests.length, lines }).toEqual({ requests: asked, lines: [] });
  expect(inside(cache)).toEqual({ busy: [], installs: [first.key] });
});

test("a lock put under the hash of what is wanted holds for every Python, and is not resolved anew", async ({
  registry,
  cache,
  get,
}, info) => {
  const wanted = pypi({ below: ">=1" });
  registry.publishWheel("below", "1.0.0");
  await get(wanted);
  const own = readdirSync(join(cache, "locks"))[0]!;
  const lock = readFileSync(join(cache, "locks", own, "requirements.txt"), "utf8");
  expect(lock).toMatch(/^below==1\.0\.0 \\\n {4}--hash=sha256:[0-9a-f]{64}\n$/);
  expect(own).not.toBe(lockHash(wanted));

  registry.publishWheel("below", "1.1.0");
  const another = newCache(info.outputPath("another"));
  mkdirSync(join(another, "locks", lockHash(wanted)), { recursive: true });
  writeFileSync(join(another, "locks", lockHash(wanted), "requirements.txt"), lock);
  expect(await get(wanted, { cache: another })).toMatchObject({ versions: { below: "1.0.0" } });
  expect(await get(wanted, { cache: newCache(info.outputPath("third")) })).toMatchObject({
    versions: { below: "1.1.0" },
  });
});

test("what does not exist, and what does not go together, is told apart", async ({ registry, cache, get }) => {
  registry.publishWheel("below", "1.0.0");
  registry.publishWheel("below", "2.0.0");
  registry.publishWheel("needy", "1.0.0", { requires: ["below>=9"] });
  registry.publishWheel("old", "1.0.0", { requires: ["below<2"] });
  registry.publishWheel("future", "1.0.0", { requiresPython: ">=9" });
  expect(await get(pypi({ below: "9.9.9" }))).toEqual(error("no-such-version", /below@9\.9\.9/));
  expect(await get(pypi({ nowhere: "1.0.0" }))).toEqual(error("no-such-version", /nowhere@1\.0\.0/));
  expect(await get(pypi({ needy: "1.0.0" }))).toEqual(error("cannot-resolve", /needy@1\.0\.0.* need below>=9/));
  expect(await get(pypi({ old: "1.0.0", below: "2.0.0" }))).toEqual(
    error("cannot-resolve", /old 1\.0\.0 depends on below<2/),
  );
  expect(await get(pypi({ future: "1.0.0" }))).toEqual(error("cannot-install", /future==1\.0\.0 is not for Python 3/));
  expect(inside(cache)).toEqual({ busy: [], installs: [] });
});

test("what must be built is refused, for that runs its code, unless it may", async ({ registry, cache, get }) => {
  registry.publishSource("eager", "1.0.0", source("eager", ""));
  registry.publishSource("broken", "1.0.0", source("broken", 'raise ValueError("no compiler")'));
  expect(await get(pypi({ eager: "1.0.0" }))).toEqual(error("cannot-install", /eager==1\.0\.0 has no wheel/));
  const built = await get(pypi({ eager: "1.0.0" }), { allowScripts: true });
  expect(ask(built.python!, "import eager; print(eager.built)")).toBe("True");
  const failed = await get(pypi({ broken: "1.0.0" }), { allowScripts: true });
  expect(failed).toEqual(error("script-failed", /broken.*: ValueError: no compiler\.$/));
  expect(inside(cache).busy).toEqual([]);
});

test("a build that hangs is ended at the budget", async ({ registry, cache, get }) => {
  const hang = `import urllib.request\nurllib.request.urlopen("${registry.url}/stuck-build")`;
  registry.publishWheel("below", "1.0.0");
  await get(pypi({ below: "1.0.0" })); // Prepares pip, outside of the budget.
  registry.publishSource("stuck", "1.0.0", source("stuck", hang));
  registry.hold = /^\/stuck-build$/;
  const getting = get(pypi({ stuck: "1.0.0" }), { allowScripts: true, timeout: 25_000 });
  await expect.poll(() => registry.held.size).toBe(1);
  expect(await getting).toEqual(error("budget", /^stuck@1\.0\.0 was not installed within 25 s/, true));
  await expect.poll(() => registry.held.size).toBe(0);
  expect(inside(cache).busy).toEqual([]);
});

test("a Python that does not run is named", async ({ env, get }) => {
  const told = await get(pypi({ below: "1.0.0" }), { env: { ...env, WIRECHECK_PYTHON: "/nowhere/python" } });
  expect(told).toEqual(error("no-python", /WIRECHECK_PYTHON=\/nowhere\/python does not run/));
});
