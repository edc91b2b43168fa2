import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { http } from "../verify/raw-server.ts";
import { diagnosed } from "./diagnosed.ts";

test("a log of a gigabyte is read from its end, and its secrets stay away", async () => {
  const server = await http((_, response) => response.end("ok"));
  const file = test.info().outputPath("server.log");
  const handle = openSync(file, "w");
  // A hole: it takes no place on the disk.
  ftruncateSync(handle, 1024 ** 3);
  writeSync(
    handle,
    '\nINFO: 127.0.0.1:1 - "WebSocket /ws/one?token=SECRET1&id=SECRET2" 403\nAuthorization: Bearer SECRET3abcdef\n',
    1024 ** 3,
  );
  closeSync(handle);
  const began = performance.now();
  const result = await diagnosed({ url: `${server.url}/ws/one?token=SECRET4`, log: file });
  await server.close();
  expect(performance.now() - began).toBeLessThan(8000);
  const log = result.evidence.find(({ id }) => id === "log")?.data as {
    bytes: number;
    of: number;
    marks: { id: string }[];
  };
  expect(log.bytes).toBeLessThan(1024 * 1024);
  expect(log.of).toBeGreaterThan(1024 ** 3);
  expect(log.marks.map(({ id }) => id)).toContain("upgrade-refused");
  expect(JSON.stringify(result)).not.toContain("SECRET");
});

test("sources that no parser takes, and a folder that holds itself", async () => {
  const server = await http((_, response) => response.writeHead(403).end());
  const folder = test.info().outputPath("odd");
  mkdirSync(folder, { recursive: true });
  symlinkSync(folder, `${folder}/loop`);
  writeFileSync(`${folder}/broken.py`, "def broken(:\n  x = (1, [2\n");
  writeFileSync(`${folder}/old.py`, "print 'hello'\nraise ValueError, 'no'\n");
  writeFileSync(`${folder}/large.py`, "x = 1\n".repeat(200_000));
  const began = performance.now();
  const result = await diagnosed({ url: `${server.url.replace("http", "ws")}/ws`, app: folder });
  await server.close();
  expect(performance.now() - began).toBeLessThan(8000);
  const app = result.evidence.find(({ id }) => id === "app")?.data as { files: number; skipped: { file: string }[] };
  expect([app.files, app.skipped.map(({ file }) => file)]).toEqual([2, ["large.py"]]);
});

test("a folder without Python, and one with nothing that can be read", async () => {
  const server = await http((_, response) => response.end("ok"));
  const folder = test.info().outputPath("empty");
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/readme.txt`, "nothing");
  const result = await diagnosed({ url: server.url, app: folder });
  await server.close();
  expect(result.notMade.find(({ id }) => id === "app")?.why).toContain("no Python source");
});
