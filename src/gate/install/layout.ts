import { join } from "node:path";

/**
 * Where things are in a cache. All hashes are the first 32 hex digits of SHA-256.
 *
 * ```
 * locks/HASH/manifest.json       what was wanted, for people
 * locks/HASH/package-lock.json   npm: as `npm install --package-lock-only --omit-lockfile-registry-resolved` writes it
 * locks/HASH/requirements.txt    pypi: everything pinned, with hashes, as `pip install --require-hashes --no-deps` reads it
 * installs/HASH/                 one install; install.json in it says what it holds
 * pip/HASH/                      a virtual environment with pip, for each Python
 * pythons/HASH.json              which Python was found for which environment
 * busy/HASH/                     what a process is making right now; owner.json says which
 * ```
 *
 * A lock that is there is never resolved anew, so a set-up may put locks there: HASH of a lock is `lockHash` of what is
 * wanted, for npm and for pypi alike. Where pip resolves, the lock holds for that Python and platform alone and its HASH
 * is made of them too; one that holds for every Python goes under `lockHash(wanted)`, which is looked at first.
 *
 * Everything but busy/ and pythons/ is renamed into place whole, so what is there is ready.
 */
export const layout = {
  lock: (cache: string, hash: string) => join(cache, "locks", hash),
  install: (cache: string, key: string) => join(cache, "installs", key),
  pip: (cache: string, hash: string) => join(cache, "pip", hash),
  python: (cache: string, hash: string) => join(cache, "pythons", `${hash}.json`),
  busy: (cache: string) => join(cache, "busy"),
};
