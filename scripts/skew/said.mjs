import { plain } from "./plain.mjs";

/** @typedef {import("./hop.mjs").Heard} Heard */
/** @typedef {{ asked: string, status: number, said?: string }} Said what was asked, and what came back for it */

/** The list of threads is asked for when the page finds time, or not any more. */
const byTheWay = ["resource/request", "GET /threads"];

/**
 * What a runtime was asked and what it said, each once, in alphabetical order: pages ask side by side, and again. Without
 * what Chromium asks before asking.
 *
 * @param {readonly Heard[]} heard
 * @param {string} mount
 * @returns {Said[]}
 */
export function saidByRuntime(heard, mount) {
  const asked = heard
    .filter(({ method }) => method !== "OPTIONS")
    .map((one) => saying(askedOf(one, mount), one.status, troubleOf(one)));
  return distinct(asked.filter(({ asked }) => !byTheWay.includes(asked)));
}

/**
 * What an agent was asked and what it said.
 *
 * @param {readonly Heard[]} heard
 * @returns {Said[]}
 */
export function saidByAgent(heard) {
  return distinct(heard.map((one) => saying("run", one.status, refusalOf(one) ?? troubleOf(one) ?? thoughtsOf(one))));
}

/** @param {string} asked @param {number} status @param {string | undefined} said @returns {Said} */
const saying = (asked, status, said) => ({ asked, status, ...(said && { said: plain(said) }) });

/** @param {Said[]} all */
function distinct(all) {
  const texts = [...new Set(all.map((one) => JSON.stringify(one)))].sort();
  return texts.map((text) => /** @type {Said} */ (JSON.parse(text)));
}

/** By its name where the body has one, else by its route. @param {Heard} one @param {string} mount */
function askedOf({ method, path, body }, mount) {
  const asked = json(body);
  const route = (path.split("?")[0] ?? "").slice(mount.length);
  return asked?.operationName ?? asked?.method ?? `${method} ${route || "/"}`;
}

/** What an answer says went wrong, also inside a 200; undefined when it says nothing. @param {Heard} one */
function troubleOf({ status, answer }) {
  if (status === 0) return "no answer";
  const told = framesOf(answer).flatMap((frame) => [
    ...(frame.type === "RUN_ERROR" ? [`RUN_ERROR ${frame.code ?? ""}: ${frame.message}`] : []),
    ...(frame.errors ?? []).map((/** @type {any} */ { message }) => `errors: ${message}`),
    ...statusesOf(frame),
  ]);
  if (told.length > 0) return [...new Set(told)].join("; ");
  return status >= 400 && answer !== "" ? answer : undefined;
}

/** The failures among the statuses that come in increments. @param {any} frame @returns {string[]} */
function statusesOf(frame) {
  return (frame.incremental ?? [])
    .map((/** @type {any} */ { data }) => data?.status)
    .filter((/** @type {any} */ status) => status?.reason)
    .map((/** @type {any} */ { reason, details }) => `${reason}: ${details?.description ?? JSON.stringify(details)}`);
}

/** FastAPI's 422: each type and place, as `missing @ body.threadId`. @param {Heard} one */
function refusalOf({ status, answer }) {
  const detail = status === 422 ? json(answer)?.detail : undefined;
  if (!Array.isArray(detail)) return undefined;
  return detail.map(({ type, loc }) => `${type} @ ${loc.join(".")}`).join("; ");
}

/** With which events it thought. @param {Heard} one */
function thoughtsOf({ answer }) {
  const kinds = framesOf(answer).map(({ type }) => /^(REASONING|THINKING)_/.exec(type ?? "")?.[1]);
  return [...new Set(kinds.filter(Boolean))].map((kind) => `${kind}_* events`).join(", ") || undefined;
}

/** Every line of an answer that is JSON: the body, the parts of multipart/mixed, the data of SSE. @param {string} answer */
function framesOf(answer) {
  return answer
    .split(/\r?\n/)
    .map((line) => json(line.replace(/^data: /, "")))
    .filter(Boolean);
}

/** @param {string} text @returns {any} undefined for what is no object */
function json(text) {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A stream that was cut.
  }
}
