import { judgeFor } from "./loop.mjs";

/** @type {string[]} */
let texts = [];
judgeFor((run) => {
  if (texts.length === 0) texts = run.map((event) => JSON.stringify(event));
  for (const text of texts) if (JSON.parse(text) === null) return false;
  return true;
});
