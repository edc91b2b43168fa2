import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Folder of package.json. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A started server. @typedef {{ url: string, cpu: () => number | undefined, stop: () => Promise<void> }} Server */

/** @param {string} file relative to the folder of package.json */
const path = (file) => `${root}${file}`;

/**
 * Starts a server and waits for the URL that it prints as its first line.
 *
 * @param {string} file relative to the folder of package.json
 * @param {readonly string[]} [args]
 * @returns {Promise<Server>} `cpu` in microseconds since it started, undefined where the system does not tell
 * @throws {Error} with its last words when it ends before it serves
 */
export async function serve(file, args = []) {
  const child = spawn(process.execPath, [path(file), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let words = "";
  child.stderr.on("data", (chunk) => {
    words = (words + chunk).slice(-2000);
  });
  const url = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said = (said + chunk).slice(-4000);
      const found = /https?:\/\/\S+(?=\s)/.exec(said);
      if (found) resolve(found[0]);
    });
    ended.then((code) => reject(new Error(`${file} ended with exit ${code} before it served: ${words.trim()}`)));
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { url, cpu: () => cpuOf(child.pid), stop };
}

/**
 * Runs a program of ours to its end.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<any>} the JSON that it prints
 */
export async function ask(file, args) {
  const child = spawn(process.execPath, [path(file), ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${file} ended with exit ${code}`);
  return JSON.parse(said);
}

/**
 * Runs a program of ours and throws its words away.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>} milliseconds from its start to its end
 * @throws {Error} with its last words when it fails
 */
export async function end(file, args) {
  const began = performance.now();
  const child = spawn(process.execPath, [path(file), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      words = (words + chunk).slice(-2000);
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${file} ended with exit ${code}: ${words.trim()}`);
  return performance.now() - began;
}

/**
 * Starts a program that answers each line with a line of JSON, after a first line that says it is ready.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<{ say: (line: string) => Promise<any>, stop: () => void }>}
 * @throws {Error} when it ends instead of answering
 */
export async function converse(file, args) {
  const child = spawn(process.execPath, [path(file), ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { done, value } = await lines.next();
    if (done) throw new Error(`${file} ended before it answered`);
    return value;
  };
  await next();
  return {
    async say(line) {
      child.stdin.write(`${line}\n`);
      return JSON.parse(await next());
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

/** Processor time of a process in microseconds, from Linux's /proc. @param {number | undefined} pid */
function cpuOf(pid) {
  try {
    // The name in parentheses may hold anything; user and system time are the 14th and 15th field.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond()) * 1e6;
  } catch {
    return undefined;
  }
}

let ticks = 0;
function ticksPerSecond() {
  ticks ||= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  return ticks;
}
