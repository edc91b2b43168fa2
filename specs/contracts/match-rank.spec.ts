import { expect, test } from "@playwright/test";
import { type HttpEndpoint, matchEndpoint } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";

const get = (path: string): HttpEndpoint => ({
  ...{ transport: "http", id: path, summary: "", method: "GET", path, parameters: [], answers: [], order: [] },
});

/** Paths of a document, a request's path, and the one it belongs to with the values of its parameters. */
const rows: readonly (readonly [paths: readonly string[], asked: string, found?: string, values?: object])[] = [
  [["/{y}/b", "/a/{x}"], "/a/b", "/a/{x}", { x: "b" }],
  [["/a/{x}", "/{y}/b"], "/a/b", "/a/{x}", { x: "b" }],
  [["/a/b", "/a/{x}"], "/a/b", "/a/b", {}],
  [["/{x}", "/{y}"], "/a", "/{x}", { x: "a" }],
  [["/{x}/c", "/b/{y}", "/{z}/{z}", "/b/c"], "/b/c", "/b/c", {}],
  [["/{x}/c", "/b/{y}", "/{z}/{w}"], "/d/e", "/{z}/{w}", { z: "d", w: "e" }],
  [["/a/{x}"], "/a/b%0Ac", "/a/{x}", { x: "b\nc" }],
  [["/a.b/{x}.{y}"], "/a.b/c.d", "/a.b/{x}.{y}", { x: "c", y: "d" }],
  [["/{x}.{y}"], "/cxd"],
  [["/a.b"], "/axb"],
  [["/{x}-(b)"], "/a-(b)", "/{x}-(b)", { x: "a" }],
  [["/a%20b"], "/a b", "/a%20b", {}],
  [["/a%2Fb/{x}"], "/a%2fb/1", "/a%2Fb/{x}", { x: "1" }],
  [["/"], "", "/", {}],
  [["/"], "/", "/", {}],
  [["", "/a"], "/", "", {}],
  [["/"], "a"],
  [["/"], "//"],
  [["/{x}"], "/"],
  [["/{x}/"], "/a/", "/{x}/", { x: "a" }],
];

for (const [paths, asked, found, values] of rows) {
  test(`of ${paths.join(" and ")}, "${asked}" is ${found === undefined ? "none" : `"${found}"`}`, () => {
    const contract = contractWith({}, paths.map(get));
    for (const _ of ["first", "again"]) {
      const match = matchEndpoint(contract, "GET", asked, "http");
      expect([match?.endpoint.path, match?.parameters]).toEqual([found, values]);
    }
  });
}
