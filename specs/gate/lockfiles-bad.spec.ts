import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { LockfileError, readLockfile } from "../../src/gate/lockfiles/index.ts";

const npm = (packages: string, more = '"lockfileVersion": 3') => `{\n${more},\n"packages": {\n${packages}\n}\n}`;
const pnpm = (text: string) => `lockfileVersion: '9.0'\npackages:\n${text}\n`;
const berry = (text: string) => `__metadata:\n  version: 8\n\n${text}\n`;
const deep = (open: string, close: string) => open.repeat(200_000) + close.repeat(200_000);

/** A file's name and text, and what the one sentence must say; the file and, where it is known, the line come first. */
const cases: readonly [title: string, file: string, text: string, says: RegExp][] = [
  [
    "npm: cut off",
    "package-lock.json",
    '{\n"lockfileVersion": 3,\n"packages": {',
    /^package-lock\.json:3 is damaged: /,
  ],
  [
    "npm: a comma too many",
    "a/package-lock.json",
    '{\n"lockfileVersion": 3,\n}',
    /^a\/package-lock\.json:3 is damaged: /,
  ],
  ["npm: empty", "package-lock.json", "", /damaged: Unexpected end of JSON input\.$/],
  ["npm: a list", "package-lock.json", "[]", /damaged/],
  ["npm: null", "package-lock.json", "null", /damaged/],
  ["npm: another form", "package-lock.json", npm("", '"lockfileVersion": 4'), /lockfileVersion 4 is none of 1, 2, 3/],
  ["npm: no packages", "package-lock.json", '{"lockfileVersion": 3}', /it has no packages/],
  ["npm: packages as a list", "package-lock.json", '{"lockfileVersion": 3, "packages": []}', /it has no packages/],
  ["npm: null for a package", "package-lock.json", npm('"node_modules/a": null'), /node_modules\/a is no object/],
  [
    "npm: a number as version",
    "package-lock.json",
    npm('"node_modules/a": {\n"version": 1}'),
    /version is a number, not a text/,
  ],
  [
    "npm: a version with a line end",
    "package-lock.json",
    npm('"node_modules/a": {\n"version": "1\\n::error::x"}'),
    /:5 is damaged: "1\\n::error::x" is no version/,
  ],
  [
    "npm: a name that leaves its folder",
    "package-lock.json",
    npm('"node_modules/../../a": {\n"version": "1.0.0"}'),
    /"\.\.\/\.\.\/a" is no name/,
  ],
  [
    "npm: names of the prototype as lists",
    "package-lock.json",
    npm(
      '"node_modules/a": {"version": "1.0.0", "dependencies": {"__proto__": 1, "constructor": []}, "devDependencies": []}',
    ),
    /devDependencies is a list/,
  ],
  [
    "npm 1: deep",
    "package-lock.json",
    `{"lockfileVersion": 1, "dependencies": ${'{"a": {"version": 1, "dependencies": '.repeat(9)}{}${"}}".repeat(9)}}`,
    /version is a number/,
  ],
  ["npm: very deep", "package-lock.json", deep("[", "]"), /damaged/],
  [
    "npm: a merge conflict",
    "package-lock.json",
    npm('<<<<<<< HEAD\n"a": {}\n=======\n"b": {}\n>>>>>>> main'),
    /^package-lock\.json:4 is damaged: a merge conflict is not resolved/,
  ],
  ["pnpm: another form", "pnpm-lock.yaml", "lockfileVersion: '10.0'\n", /lockfileVersion is none of 5 to 9/],
  ["pnpm: not YAML", "pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: {a: [\n", /^pnpm-lock\.yaml:\d+ is damaged/],
  ["pnpm: a text", "pnpm-lock.yaml", "hello", /damaged/],
  ["pnpm: a list", "pnpm-lock.yaml", "- a", /damaged/],
  [
    "pnpm: no version in a key",
    "pnpm-lock.yaml",
    pnpm("  abc: {}"),
    /^pnpm-lock\.yaml:3 is damaged: abc is neither a package nor a version/,
  ],
  [
    "pnpm: packages as a list",
    "pnpm-lock.yaml",
    "lockfileVersion: '9.0'\npackages: [a]\n",
    /packages is a list, not an object/,
  ],
  [
    "pnpm: an object as reference",
    "pnpm-lock.yaml",
    "lockfileVersion: '9.0'\nimporters: {.: {dependencies: {a: {version: {}}}}}\n",
    /what a refers to is no text/,
  ],
  ["pnpm: very deep", "pnpm-lock.yaml", `a: ${deep("[", "]")}`, /damaged/],
  [
    "pnpm: a merge conflict",
    "pnpm-lock.yaml",
    "lockfileVersion: '9.0'\n<<<<<<< HEAD\n",
    /^pnpm-lock\.yaml:2 is damaged: a merge conflict/,
  ],
  ["yarn 1: no value", "yarn.lock", '# yarn lockfile v1\n\na@1:\n  version "1.0.0\n', /^yarn\.lock:4 is damaged/],
  [
    "yarn 1: no range",
    "yarn.lock",
    '# yarn lockfile v1\n\na:\n  version "1.0.0"\n',
    /^yarn\.lock:3 is damaged: a is neither a package nor a range/,
  ],
  [
    "yarn: a text for an entry",
    "yarn.lock",
    berry('"a@npm:1": b'),
    /^yarn\.lock:\d+ is damaged: a@npm:1 is no entry|a@npm:1 is no entry/,
  ],
  [
    "yarn: a list as resolution",
    "yarn.lock",
    berry('"a@npm:1":\n  resolution: [a]'),
    /resolution is a list, not a text/,
  ],
  ["yarn: bad escapes in a patch", "yarn.lock", berry('"a@npm:1":\n  resolution: "a@patch:a@npm%ZZ#x"'), /damaged/],
  ["uv: not TOML", "uv.lock", "version = 1\n[[package]\n", /^uv\.lock:2 is damaged/],
  ["uv: another form", "uv.lock", "version = 2\n", /version 2 is not 1/],
  ["uv: nothing", "uv.lock", "", /version undefined is not 1|damaged/],
  ["uv: a number as name", "uv.lock", "version = 1\n[[package]]\nname = 1\n", /name is a number, not a text/],
  ["uv: packages as an object", "uv.lock", "version = 1\n[package]\nname = 'a'\n", /package is an object, not a list/],
  ["uv: very deep", "uv.lock", `version = 1\na = ${deep("[", "]")}`, /damaged/],
  [
    "requirements: what is no requirement",
    "requirements.txt",
    "fastapi==1.0\n!!!\n",
    /^requirements\.txt:2 is damaged: "!!!" is no requirement/,
  ],
  ["requirements: words", "requirements.txt", "Ubuntu or later\n", /^requirements\.txt:1 is damaged/],
  [
    "requirements: a merge conflict",
    "requirements.txt",
    "a==1\n>>>>>>> main\n",
    /^requirements\.txt:2 is damaged: a merge conflict/,
  ],
];

for (const [title, file, text, says] of cases) {
  test(`${title}: one sentence, and what to do`, () => {
    const error = thrown(() => readLockfile(file, text));
    expect(error).toMatchObject({ id: "bad-lockfile", message: expect.stringMatching(says) });
    expect(error.message).not.toContain("\n");
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).toMatch(/^\S+ is damaged: .*[^.]\.$/);
    expect(error.next).toMatch(/^[A-Z].*\.$/);
  });
}

test("more than 64 MiB are not read", () => {
  expect(thrown(() => readLockfile("yarn.lock", " ".repeat(2 ** 26 + 1))).message).toMatch(
    /it has more than 64 MiB\.$/,
  );
});

test("damage in the second document of pnpm's lockfile is told with the line of the file", () => {
  const text = "---\na: 1\n---\nlockfileVersion: '9.0'\npackages:\n  a: [\n\n\n";
  expect(thrown(() => readLockfile("pnpm-lock.yaml", text)).message).toMatch(/^pnpm-lock\.yaml:[89] is damaged/);
});

for (const file of ["poetry.lock", "Cargo.lock", "package.json", "lock", "a/b/Gemfile.lock", "__proto__"]) {
  test(`${file} is of no kind that is read`, () => {
    const error = thrown(() => readLockfile(file, "{}"));
    expect(error).toMatchObject({ id: "unknown-lockfile", message: `${file} is no lockfile that is read.` });
  });
}

test("names of the prototype are names", () => {
  const packages = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const text = npm(packages.map((name) => `"node_modules/${name}": {\n"version": "1.0.0"}`).join(",\n"));
  expect(readLockfile("package-lock.json", text).packages.map(({ name }) => name)).toEqual(packages);
  const old = `{"lockfileVersion": 1, "dependencies": {${packages.map((name) => `"${name}": {"version": "1.0.0"}`)}}}`;
  expect(readLockfile("package-lock.json", old).packages.map(({ name }) => name)).toEqual(packages);
  const yaml = pnpm(packages.map((name) => `  ${name}@1.0.0: {}`).join("\n"));
  expect(readLockfile("pnpm-lock.yaml", yaml).packages.map(({ name }) => name)).toEqual(packages);
  expect(({} as Record<string, unknown>).version).toBeUndefined();
});

test("a tree of 50,000 levels, and a lockfile of 20,000 packages, are read", () => {
  const levels = 50_000;
  const tree = `{"lockfileVersion": 1, "dependencies": ${'{"a": {"version": "1.0.0", "dependencies": '.repeat(levels)}{}${"}}".repeat(levels)}}`;
  expect(readLockfile("package-lock.json", tree).packages).toMatchObject([{ name: "a", version: "1.0.0", depth: 0 }]);
  const many = Array.from({ length: 20_000 }, (_, at) => `"node_modules/p${at}": {\n"version": "1.0.${at}"}`);
  const { packages } = readLockfile("package-lock.json", npm(many.join(",\n")));
  expect(packages.length).toBe(many.length);
  expect(packages.at(-1)?.place.line).toBe(3 + 2 * many.length);
});

test("lines of 200,000 characters take no longer than others", () => {
  const long = (text: string) => text.repeat(200_000 / text.length);
  const lines = [
    `a==1${long(" ")}x`,
    `a${long(" ")}==1`,
    `a${long("[")}`,
    `a${long(".-_")}`,
    `./a${long("-a")}.whl x`,
    `https://x/${long("#&")}`,
  ];
  for (const line of lines) {
    try {
      readLockfile("requirements.txt", line);
    } catch (error) {
      expect(error).toBeInstanceOf(LockfileError);
    }
  }
  expect(thrown(() => readLockfile("pnpm-lock.yaml", pnpm(`  a${long("(")}: {}`))).id).toBe("bad-lockfile");
});

test("a lockfile that is cut anywhere, or has a byte changed, is read or refused in one sentence", () => {
  const folder = new URL("../../fixtures/lockfiles/", import.meta.url);
  for (const name of readdirSync(folder).filter((one) => /^(npm|pnpm|yarn|uv)/.test(one))) {
    const [file = ""] = readdirSync(new URL(`${name}/`, folder)).filter((one) => one !== "installed.json");
    const text = readFileSync(new URL(`${name}/${file}`, folder), "utf8");
    const step = Math.ceil(text.length / 40);
    for (let at = 0; at < text.length; at += step) {
      for (const spoiled of [
        text.slice(0, at),
        `${text.slice(0, at)}{${text.slice(at + 1)}`,
        `${text.slice(0, at)}\n\0${text.slice(at)}`,
      ]) {
        try {
          readLockfile(file, spoiled);
        } catch (error) {
          expect(error, `${name} at ${at}`).toBeInstanceOf(LockfileError);
          expect((error as LockfileError).message, `${name} at ${at}`).toMatch(
            /^[\w.-]+(:\d+)? is damaged: [^\n]{3,200}\.$/,
          );
        }
      }
    }
  }
});

function thrown(run: () => unknown): LockfileError {
  try {
    run();
  } catch (error) {
    return error as LockfileError;
  }
  throw new Error("nothing was thrown");
}
