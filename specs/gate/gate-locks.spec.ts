import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { lockHash } from "../../src/gate/install/index.ts";

const locks = new URL("../../fixtures/gate/locks/", import.meta.url);

for (const name of readdirSync(locks)) {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}`, locks), "utf8");
  const wanted = JSON.parse(read("manifest.json"));
  test(`the lock ${name} is found by what is wanted, and names no registry`, () => {
    expect(lockHash(wanted)).toBe(name);
    const lock = read(wanted.ecosystem === "npm" ? "package-lock.json" : "requirements.txt");
    expect(lock).not.toMatch(/"resolved"|index-url|https?:\/\/[^"\s]*(registry|pypi)/);
    for (const [one, version] of Object.entries<string>(wanted.packages)) {
      const locked =
        wanted.ecosystem === "npm"
          ? JSON.parse(lock).packages[`node_modules/${one}`].version
          : new RegExp(`^${one}==(\\S+)`, "m").exec(lock)?.[1];
      expect(locked).toBe(version);
    }
  });
}
