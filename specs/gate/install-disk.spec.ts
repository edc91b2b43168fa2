import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { error, expect, npm, pypi, test } from "./install-test.ts";

const namespace = ["unshare", "--mount", ...(process.getuid?.() === 0 ? [] : ["--map-root-user"])];

/**
 * A command twice, on a disk of its own: a small tmpfs over the cache that ends with it, and the same one made large.
 * What the first left lies on a line between the two.
 */
const onSmallDisk = (cache: string, options: string) => [
  ...namespace,
  "sh",
  "-c",
  `mount -t tmpfs -o ${options} small "$0" && ln -s "$1" "$0/pip"
   shift
   "$@"
   find "$0/installs" "$0/busy" -type f 2>/dev/null | sed 's/.*/{"left":"&"}/'
   mount -o remount,size=200m,nr_inodes=9999 "$0"
   exec "$@"`,
  cache,
  realpathSync(join(cache, "pip")),
];

/** False in many containers. */
function canMount(folder: string): boolean {
  try {
    const [command, ...args] = [...namespace, "mount", "-t", "tmpfs", "none", folder];
    execFileSync(command!, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** npm and a Python that end as they end on a full disk, for where none can be mounted. */
function stubs(folder: string): NodeJS.ProcessEnv {
  mkdirSync(folder);
  const python = join(folder, "python3");
  const found = JSON.stringify({ path: python, version: "3.12.0", new: true, venv: true, tag: "stub" });
  const says = {
    npm: `printf '{\\n"error": {"code": "ENOSPC", "summary": "ENOSPC: no space left on device, write"}}'; exit 1`,
    python3: `[ "$1" = -c ] && echo '${found}' && exit; echo 'OSError: [Errno 28] No space left on device' >&2; exit 1`,
  };
  for (const [name, what] of Object.entries(says)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${what}\n`, { mode: 0o755 });
  }
  return { PATH: `${folder}:${process.env.PATH}`, WIRECHECK_PYTHON: python };
}

const big = randomBytes(3_000_000);

for (const { wanted, title, disk } of [
  { wanted: npm({ big: "1.0.0" }), title: "that runs full under npm", disk: "size=1500k" },
  { wanted: pypi({ big: "1.0.0" }), title: "that runs full under pip", disk: "size=1500k" },
  { wanted: npm({ big: "1.0.0" }), title: "that is full for ourselves", disk: "size=1m,nr_inodes=4" },
]) {
  test(`a disk ${title} is told, and leaves nothing that counts as ready`, async ({
    registry,
    cache,
    env,
    get,
    getElsewhere,
  }, info) => {
    registry.publish("big", "1.0.0", { files: { "big.bin": big } });
    registry.publishWheel("big", "1.0.0", { files: { "big.bin": big } });
    const full = error("disk-full", `^The disk ran full while big@1.0.0 was being installed into ${cache}`, true);
    if (!canMount(cache)) {
      info.annotations.push({
        type: "disk",
        description: "none can be mounted here: stubs stood in for npm and Python",
      });
      expect(await get(wanted, { env: { ...env, ...stubs(info.outputPath("bin")) } })).toEqual(full);
      return;
    }
    // pip lies on the other side of a link, and is made where there is room.
    registry.publishWheel("small", "1.0.0");
    if (wanted.ecosystem === "pypi") await get(pypi({ small: "1.0.0" }));
    const { lines, told } = getElsewhere(wanted, onSmallDisk(cache, disk));
    expect(await told).toMatchObject({ versions: { big: "1.0.0" } });
    const all = lines.map((line) => JSON.parse(line));
    expect(all.find((line) => "told" in line).told).toEqual(full);
    expect(all.flatMap(({ left }) => left ?? [])).toEqual([]);
  });
}
