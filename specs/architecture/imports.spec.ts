import { expect, test } from "@playwright/test";
import { sourceFiles } from "./tree.ts";

/** Which parts each part may import. Read it as the architecture diagram; ARCHITECTURE.md shows the same table. */
const mayImport: Record<string, readonly string[]> = {
  contracts: [],
  mocks: ["contracts"],
  "src/probe": ["contracts"],
  "src/verify": ["contracts", "src/probe", "src/diagnose"],
  "src/record": ["contracts", "src/probe"],
  "src/diagnose": ["contracts", "src/probe"],
  "src/gate": ["contracts", "mocks", "src/probe"],
  "src/report": ["contracts", "src/verify", "src/diagnose", "src/gate"],
  "src/playwright": ["contracts", "mocks", "src/probe", "src/verify", "src/diagnose"],
  "src/testcontainers": ["contracts", "mocks", "src/probe"],
  "src/cli": ["contracts", "mocks", "src/probe", "src/verify", "src/record", "src/diagnose", "src/gate", "src/report"],
  src: ["contracts", "mocks", "src/probe", "src/verify", "src/diagnose", "src/gate", "src/report"],
};

const parts = Object.keys(mayImport).sort((a, b) => b.length - a.length);
const partOf = (path: string) => parts.find((part) => path.startsWith(`${part}/`));
const files = sourceFiles(["contracts", "mocks", "src"]);

/** A file that another part imports must be a door: the part's `index.ts`. */
const isDoor = (path: string) => path === `${partOf(path)}/index.ts`;

test("the tree has source files of every part", () => {
  const seen = new Set(files.map(({ path }) => partOf(path)));
  expect([...seen].sort()).toEqual(Object.keys(mayImport).sort());
});

for (const part of Object.keys(mayImport)) {
  test(`${part} imports only what it may, through doors`, () => {
    const broken = files
      .filter(({ path }) => partOf(path) === part)
      .flatMap(({ path, imports }) => imports.map((to) => ({ path, to })))
      .filter(({ to }) => partOf(to) !== part)
      .filter(({ to }) => !(mayImport[part]?.includes(partOf(to) ?? "") && isDoor(to)))
      .map(({ path, to }) => `${path} imports ${to}`);
    expect(broken).toEqual([]);
  });
}

/** Finding, judging and deciding are apart: what each part of the gate may import of the gate, and of whom types alone. */
const inGate: Record<string, { readonly uses?: readonly string[]; readonly types?: readonly string[] }> = {
  corpus: {},
  find: { types: ["corpus"] },
  judge: { uses: ["participants"], types: ["corpus", "find", "types.ts"] },
  compare: { uses: ["corpus", "find", "judge"], types: ["participants", "types.ts"] },
  "decide.ts": { types: ["types.ts"] },
  "answer.ts": { types: ["types.ts"] },
};

for (const [part, { uses = [], types = [] }] of Object.entries(inGate)) {
  test(`the gate's ${part} imports only what it may of the gate`, () => {
    const own = files.filter(({ path }) => path === `src/gate/${part}` || path.startsWith(`src/gate/${part}/`));
    expect(own.length).toBeGreaterThan(0);
    const of = (to: string) => /^src\/gate\/([^/]+)/.exec(to)?.[1] ?? to;
    const broken = own.flatMap(({ path, imports, typesOnly }) =>
      imports
        .filter((to) => to.startsWith("src/gate/") && of(to) !== part && !uses.includes(of(to)))
        .filter((to) => !(typesOnly.includes(to) && types.includes(of(to))))
        .map((to) => `${path} imports ${to}`),
    );
    expect(broken).toEqual([]);
  });
}

test("nothing imports a spec or a benchmark", () => {
  const importers = sourceFiles(["contracts", "mocks", "src", "fixtures", "scripts"])
    .flatMap(({ path, imports }) => imports.map((to) => ({ path, to })))
    .filter(({ to }) => to.startsWith("specs/") || to.startsWith("bench/"))
    .map(({ path, to }) => `${path} imports ${to}`);
  expect(importers).toEqual([]);
});
