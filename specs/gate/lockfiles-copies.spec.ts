import { expect, test } from "@playwright/test";
import { readLockfile } from "../../src/gate/lockfiles/index.ts";

/** Which copy is meant, for what the samples do not have. Each text is written as its tool writes it. */
const cases: readonly [title: string, file: string, text: string, version: string, depth: number, also: string[]][] = [
  [
    "of two that are equally deep the newer, by numbers",
    "requirements.txt",
    "core==0.9.0 ; python_version < '3.9'\ncore==0.10.0 ; python_version >= '3.9'\n",
    "0.10.0",
    0,
    ["0.9.0"],
  ],
  [
    "pnpm: what is asked for by its name and by an alias is at the top",
    "pnpm-lock.yaml",
    `lockfileVersion: '9.0'
importers:
  packages/a:
    dependencies:
      core:
        specifier: 1.0.0
        version: 1.0.0
  .:
    dependencies:
      before:
        specifier: npm:core@1.0.0
        version: core@1.0.0
      core:
        specifier: 1.0.0
        version: 1.0.0
packages:
  core@1.0.0:
    resolution: {integrity: sha512-A}
snapshots:
  core@1.0.0: {}
`,
    "1.0.0",
    0,
    [],
  ],
  [
    "Yarn: an entry whose key is too long for a line of its own",
    "yarn.lock",
    `__metadata:
  version: 8

? "core@npm:${"1.0.0 || ".repeat(150)}2.0.0"
:
  version: 2.0.0
  resolution: "core@npm:2.0.0"
`,
    "2.0.0",
    0,
    [],
  ],
  [
    "Yarn: a package that is patched is the version that the patch is for",
    "yarn.lock",
    `__metadata:
  version: 8

"core@patch:core@npm%3A2.0.0#~/.yarn/patches/core.patch":
  version: 2.0.0
  resolution: "core@patch:core@npm%3A2.0.0#~/.yarn/patches/core.patch::version=2.0.0&hash=aa"
`,
    "2.0.0",
    0,
    [],
  ],
  [
    "uv: of two versions the one that the project depends on",
    "uv.lock",
    `version = 1

[[package]]
name = "app"
version = "1.0.0"
source = { virtual = "." }
dependencies = [
    { name = "core", version = "1.0.0", source = { registry = "https://registry.example/simple" } },
    { name = "other" },
]

[[package]]
name = "core"
version = "1.0.0"
source = { registry = "https://registry.example/simple" }

[[package]]
name = "core"
version = "2.0.0"
source = { registry = "https://registry.example/simple" }

[[package]]
name = "other"
version = "1.0.0"
source = { registry = "https://registry.example/simple" }
dependencies = [
    { name = "core", version = "2.0.0", source = { registry = "https://registry.example/simple" } },
]
`,
    "1.0.0",
    0,
    ["2.0.0"],
  ],
  [
    "npm: a repository without the password of who fetches it",
    "package-lock.json",
    `{"lockfileVersion": 3, "packages": {
      "node_modules/core": {
        "version": "1.0.0",
        "resolved": "git+ssh://git:secret@files.example/core.git#0ac539875fd52ca45a653d9e67e025e465b55c9d"
      }
    }}`,
    "git+ssh://git@files.example/core.git#0ac539875fd52ca45a653d9e67e025e465b55c9d",
    0,
    [],
  ],
];

for (const [title, file, text, version, depth, also] of cases) {
  test(title, () => {
    const core = readLockfile(file, text).packages.find(({ name }) => name === "core");
    expect(core).toMatchObject({ version, depth });
    expect(core?.also.map((one) => one.version)).toEqual(also);
    expect(text.split("\n")[(core?.place.line ?? 0) - 1]).toContain(version.startsWith("git") ? "1.0.0" : version);
  });
}
