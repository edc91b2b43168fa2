import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { lockHash } from "../../src/gate/install/index.ts";
import { error, expect, inside, npm, test } from "./install-test.ts";

test("packages are installed together, and a second time without a request", async ({ registry, cache, get }) => {
  registry.publish("below", "1.0.0");
  registry.publish("below", "1.2.0");
  registry.publish("@scope/above", "0.0.42", { manifest: { dependencies: { below: "^1.0.0" } } });
  const first = await get(npm({ "@scope/above": "0.0.42", below: "1.0.0" }));
  expect(first).toMatchObject({ versions: { "@scope/above": "0.0.42", below: "1.0.0" } });
  expect(createRequire(join(first.folder!, "x.js"))("@scope/above")).toBe("0.0.42");

  const asked = registry.requests.length;
  expect(asked).toBeGreaterThan(0);
  const lines: string[] = [];
  // No process can be started without a PATH.
  const env = { PATH: "" };
  expect(
    await get(npm({ below: "1.0.0", "@scope/above": "0.0.42" }), { env, log: (line) => lines.push(line) }),
  ).toEqual(first);
  expect(await get(npm({ "@scope/above": "0.0.42", below: "1.0.0" }), { env, offline: true })).toEqual(first);
  expect({ requests: registry.requests.length, lines }).toEqual({ requests: asked, lines: [] });
  expect(inside(cache)).toEqual({ busy: [], installs: [first.key] });
});

test("other versions are another install, and overrides decide too", async ({ registry, get }) => {
  registry.publish("below", "1.0.0");
  registry.publish("below", "1.2.0");
  registry.publish("above", "1.0.0", { manifest: { dependencies: { below: "^1.0.0" } } });
  const plain = await get(npm({ above: "1.0.0" }));
  expect(plain.versions).toEqual({ above: "1.0.0", below: "1.2.0" });
  const other = await get({ ...npm({ above: "1.0.0" }), overrides: { below: "1.0.0" } });
  expect(other.versions).toEqual({ above: "1.0.0", below: "1.0.0" });
  expect(other.key).not.toBe(plain.key);
});

test("a lock that is there is not resolved anew, and names no registry", async ({ registry, cache, get }, info) => {
  const wanted = npm({ below: "^1.0.0" });
  registry.publish("below", "1.0.0");
  await get(wanted);
  const lock = readFileSync(join(cache, "locks", lockHash(wanted), "package-lock.json"), "utf8");
  expect(lock).toContain("sha512-");
  expect(lock).not.toContain("http");

  registry.publish("below", "1.1.0");
  const another = info.outputPath("another");
  cpSync(join(cache, "locks"), join(another, "locks"), { recursive: true });
  expect((await get(wanted, { cache: another })).versions).toEqual({ below: "1.0.0" });
  expect(await get(wanted, { cache: info.outputPath("third") })).toMatchObject({ versions: { below: "1.1.0" } });
});

test("an install that somebody began to remove is made anew", async ({ registry, get }) => {
  registry.publish("below", "1.0.0");
  const { folder } = await get(npm({ below: "1.0.0" }));
  rmSync(join(folder!, "install.json"));
  rmSync(join(folder!, "node_modules", "below"), { recursive: true });
  expect((await get(npm({ below: "1.0.0" }))).folder).toBe(folder);
  expect(readdirSync(join(folder!, "node_modules"))).toContain("below");
});

test("what does not exist, and what does not go together, is told apart", async ({ registry, cache, get }) => {
  registry.publish("below", "1.0.0");
  registry.publish("needy", "1.0.0", { manifest: { dependencies: { below: "^9.0.0" } } });
  registry.publish("lost", "1.0.0", { manifest: { dependencies: { nowhere: "1.0.0" } } });
  registry.publish("peer", "1.0.0", { manifest: { peerDependencies: { below: "2.0.0" } } });
  expect(await get(npm({ below: "9.9.9" }))).toEqual(error("no-such-version", /below@9\.9\.9/));
  expect(await get(npm({ nowhere: "1.0.0" }))).toEqual(error("no-such-version", /nowhere@1\.0\.0/));
  expect(await get(npm({ needy: "1.0.0" }))).toEqual(error("cannot-resolve", /needy@1\.0\.0.* need below@\^9\.0\.0/));
  expect(await get(npm({ lost: "1.0.0" }))).toEqual(error("cannot-resolve", /lost@1\.0\.0.* need nowhere@1\.0\.0/));
  registry.publish("below", "2.0.0");
  expect(await get(npm({ peer: "1.0.0", below: "1.0.0" }))).toEqual(error("cannot-resolve", /peer below@"2\.0\.0"/));
  expect(inside(cache)).toEqual({ busy: [], installs: [] });
});

test("a package whose content is not what the lock says is not installed", async ({ registry, cache, get }, info) => {
  registry.publish("below", "1.0.0");
  await get(npm({ below: "1.0.0" }));
  registry.publish("below", "1.0.0", { files: { "more.js": "1" } });
  const another = info.outputPath("another");
  cpSync(join(cache, "locks"), join(another, "locks"), { recursive: true });
  rmSync(info.outputPath("npm-cache"), { recursive: true });
  expect(await get(npm({ below: "1.0.0" }), { cache: another })).toEqual(error("cannot-install", /EINTEGRITY/));
  expect(inside(another)).toEqual({ busy: [], installs: [] });
});

test("install scripts do not run unless they may", async ({ registry, get }) => {
  registry.publish("eager", "1.0.0", {
    manifest: { scripts: { postinstall: "node write.js" } },
    files: { "write.js": 'require("fs").writeFileSync("ran.txt", "1");' },
  });
  const quiet = await get(npm({ eager: "1.0.0" }));
  expect(existsSync(join(quiet.folder!, "node_modules", "eager", "ran.txt"))).toBe(false);
  const ran = await get(npm({ eager: "1.0.0" }), { allowScripts: true });
  expect(existsSync(join(ran.folder!, "node_modules", "eager", "ran.txt"))).toBe(true);
  expect(ran.key).not.toBe(quiet.key);
});

test("a script that fails is named", async ({ registry, cache, get }) => {
  registry.publish("broken", "1.0.0", { manifest: { scripts: { postinstall: "node -e 'process.exit(3)'" } } });
  const told = await get(npm({ broken: "1.0.0" }), { allowScripts: true });
  expect(told).toEqual(error("script-failed", /^The install script of broken failed: .*exit\(3\)/));
  expect(inside(cache)).toEqual({ busy: [], installs: [] });
  expect(await get(npm({ broken: "1.0.0" }))).toMatchObject({ versions: { broken: "1.0.0" } });
});

test("a script that hangs is ended with its children", async ({ registry, cache, get }) => {
  registry.publish("stuck", "1.0.0", {
    manifest: { scripts: { postinstall: "node parent.js" } },
    files: {
      "parent.js": 'require("child_process").spawn(process.execPath, ["child.js"]); setInterval(() => {}, 1000);',
      "child.js": 'require("http").get(process.env.npm_config_registry.replace(/[/]$/, "") + "/stuck-child");',
    },
  });
  registry.hold = /^\/stuck-child$/;
  const getting = get(npm({ stuck: "1.0.0" }), { allowScripts: true, timeout: 25_000 });
  await expect.poll(() => registry.held.size).toBe(1);
  expect(await getting).toEqual(error("budget", /^stuck@1\.0\.0 was not installed within 25 s/, true));
  await expect.poll(() => registry.held.size).toBe(0);
  expect(inside(cache)).toEqual({ busy: [], installs: [] });
});

test("without npm the sentence says so", async ({ get }) => {
  expect(await get(npm({ below: "1.0.0" }), { env: { PATH: "" } })).toEqual(error("no-npm", /npm, which does not run/));
});
