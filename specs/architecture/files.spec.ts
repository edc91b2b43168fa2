import { basename } from "node:path";
import { expect, test } from "@playwright/test";
import { sourceFiles } from "./tree.ts";

const files = sourceFiles(["contracts", "mocks", "src", "scripts", "specs", "fixtures", "bench"]);
const lines = (text: string) => text.split("\n").length - 1;

test("no source file has more than 300 lines", () => {
  expect(files.filter(({ text }) => lines(text) > 300).map(({ path }) => path)).toEqual([]);
});

test("the median source file is under 90 lines", () => {
  const sizes = files.map(({ text }) => lines(text)).sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(90);
});

test("file names are kebab-case", () => {
  const odd = files
    .map(({ path }) => basename(path))
    .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name));
  expect(odd).toEqual([]);
});

test("no spec is skipped, narrowed or sleeps", () => {
  // Written apart, so that this file does not find itself.
  const forbidden = new RegExp(
    ["\\.on" + "ly\\(", "\\.sk" + "ip\\(", "\\.fix" + "me\\(", "waitForTime" + "out\\("].join("|"),
  );
  const found = files
    .filter(({ path }) => path.startsWith("specs/"))
    .flatMap(({ path, text }) => text.split("\n").map((line, index) => ({ place: `${path}:${index + 1}`, line })))
    .filter(({ line }) => forbidden.test(line))
    .map(({ place }) => place);
  expect(found).toEqual([]);
});
