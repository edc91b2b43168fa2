import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { error, expect, inside, npm, pypi, test } from "./install-test.ts";

/** Both ecosystems, by the same package: what a registry does to one it does to the other. */
const both = [
  { wanted: npm({ below: "1.0.0" }), registryIs: "The npm registry" },
  { wanted: pypi({ below: "1.0.0" }), registryIs: "The Python package index" },
];

for (const { wanted, registryIs } of both) {
  test.describe(wanted.ecosystem, () => {
    test.beforeEach(({ registry }) => {
      registry.publish("below", "1.0.0");
      registry.publishWheel("below", "1.0.0");
    });

    for (const { title, mode, sentence } of [
      { title: "fails", mode: 500, sentence: "500" },
      { title: "is overloaded", mode: 503, sentence: "503" },
      { title: "refuses us", mode: 403, sentence: "403" },
    ]) {
      test(`a registry that ${title} is not a version that is missing`, async ({ registry, cache, get }) => {
        registry.mode = mode;
        const told = await get(wanted);
        expect(told).toEqual(
          error("registry-down", new RegExp(`^${registryIs} did not give below@1.0.0: .*${sentence}`), true),
        );
        registry.mode = "well";
        expect(await get(wanted)).toMatchObject({ versions: { below: "1.0.0" } });
        expect(inside(cache).busy).toEqual([]);
      });
    }

    test("a registry that is down is told as such", async ({ registry, cache, get }) => {
      await registry.stop();
      expect(await get(wanted)).toEqual(
        error("registry-down", new RegExp(`^${registryIs} did not give .*refused`, "i"), true),
      );
      expect(inside(cache)).toEqual({ busy: [], installs: [] });
    });

    test("a registry that is silent is left within the budget", async ({ registry, cache, get }) => {
      registry.mode = "silent";
      const told = await get(wanted, { timeout: 24_000 });
      expect(told).toEqual(error("registry-down", /time(d )?out/i, true));
      await expect.poll(() => registry.held.size).toBe(0);
      expect(inside(cache)).toEqual({ busy: [], installs: [] });
    });

    test("offline, what is not in the cache is told, and nobody is asked", async ({ registry, get }) => {
      expect(await get(wanted, { offline: true })).toEqual(
        error("registry-down", /^There is no lock of below@1\.0\.0/, true),
      );
      expect(registry.requests).toEqual([]);
    });

    test("a signal ends it, with its children", async ({ registry, cache, get }) => {
      registry.hold = /below/;
      const abort = new AbortController();
      const getting = get(wanted, { signal: abort.signal });
      const ended = expect(getting).rejects.toThrow("enough");
      await expect.poll(() => registry.held.size).toBe(1);
      abort.abort(new Error("enough"));
      await ended;
      await expect.poll(() => registry.held.size).toBe(0);
      expect(inside(cache)).toEqual({ busy: [], installs: [] });
      registry.letGo();
      expect(await get(wanted)).toMatchObject({ versions: { below: "1.0.0" } });
    });

    test("a signal that came before is heard", async ({ registry, get }) => {
      await expect(get(wanted, { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow("before");
      expect(registry.requests).toEqual([]);
    });

    test("a cache that cannot be written is named", async ({ cache, get }) => {
      const file = join(cache, "file");
      writeFileSync(file, "");
      expect(await get(wanted, { cache: file })).toEqual(error("cannot-write", `${file} cannot be written`));
    });

    test("whatever takes longer than a second is told", async ({ registry, get }) => {
      registry.hold = /\.(tgz|whl)$/;
      const lines: string[] = [];
      const getting = get(wanted, { log: (line) => lines.push(line) });
      await expect.poll(() => lines).toContainEqual(expect.stringMatching(/^(Installing|Resolving) below@1\.0\.0 …$/));
      registry.letGo();
      await getting;
      expect(lines.at(-1)).toMatch(/: done in \d+ s$/);
    });
  });
}

test("what one process left when it was killed does not count, and the next removes it", async ({
  registry,
  cache,
  get,
  getElsewhere,
}) => {
  registry.publish("below", "1.0.0", { files: { "big.js": "x".repeat(1_000_000) } });
  registry.hold = /\.tgz$/;
  const { child } = getElsewhere(npm({ below: "1.0.0" }));
  await expect.poll(() => registry.held.size).toBe(1);
  child.kill("SIGKILL");
  // npm ends with it, or it would go on writing.
  await expect.poll(() => registry.held.size).toBe(0);
  expect(inside(cache)).toMatchObject({ installs: [], busy: [expect.any(String)] });
  registry.letGo();
  registry.publish("other", "1.0.0");
  // Another install cleans up too.
  await get(npm({ other: "1.0.0" }));
  expect(inside(cache).busy).toEqual([]);
  const { folder } = await get(npm({ below: "1.0.0" }));
  expect(existsSync(join(folder!, "node_modules", "below", "big.js"))).toBe(true);
});

test("two processes at once wait for each other, and get the one install", async ({
  registry,
  cache,
  getElsewhere,
}) => {
  registry.publish("below", "1.0.0");
  registry.hold = /./;
  const two = [getElsewhere(npm({ below: "1.0.0" })), getElsewhere(npm({ below: "1.0.0" }))];
  // Both are at it, and one of them alone asks the registry.
  for (const { lines } of two)
    await expect.poll(() => lines).toContainEqual(expect.stringContaining("Resolving below@1.0.0"));
  await expect.poll(() => registry.held.size).toBe(1);
  registry.letGo();
  const [one, other] = await Promise.all(two.map(({ told }) => told));
  expect(one).toMatchObject({ versions: { below: "1.0.0" } });
  expect(other).toEqual(one);
  expect(registry.requests.filter((path) => path.endsWith(".tgz"))).toHaveLength(1);
  expect(inside(cache)).toEqual({ busy: [], installs: [one!.key] });
});

test("one that waits for another that is killed does it itself", async ({ registry, cache, getElsewhere }) => {
  registry.publish("below", "1.0.0");
  registry.hold = /./;
  const first = getElsewhere(npm({ below: "1.0.0" }));
  await expect.poll(() => registry.held.size).toBe(1);
  const second = getElsewhere(npm({ below: "1.0.0" }));
  await expect.poll(() => second.lines).toContainEqual(expect.stringContaining("Resolving below@1.0.0"));
  first.child.kill("SIGKILL");
  await expect.poll(() => registry.requests.length).toBe(2);
  registry.letGo();
  expect(await second.told).toMatchObject({ versions: { below: "1.0.0" } });
  expect(inside(cache).busy).toEqual([]);
});

test("one whose folder another took over begins anew", async ({ registry, cache, get }, info) => {
  registry.publish("below", "1.0.0");
  registry.hold = /./;
  const getting = get(npm({ below: "1.0.0" }));
  await expect.poll(() => registry.held.size).toBe(1);
  renameSync(join(cache, "busy", inside(cache).busy[0]!), info.outputPath("taken"));
  registry.letGo();
  expect(await getting).toMatchObject({ versions: { below: "1.0.0" } });
  expect(inside(cache).busy).toEqual([]);
});
