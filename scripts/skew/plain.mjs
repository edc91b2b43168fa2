const LIMIT = 240;

/** What is different in every run, and what takes its place. @type {readonly [RegExp, string][]} */
const passing = [
  [/\n\s+(?:at|Stack:) .*/g, ""],
  [/https?(:\/\/|%3A%2F%2F)(?:127\.0\.0\.1|localhost)(?::|%3A)\d+/g, "http$1HOST"],
  [/(?:ck-|result-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID"],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME"],
  [/\s+/g, " "],
  [/\[(\S+)\]\(\1\)/g, "$1"], // A link that shows itself.
  // A list that names every event there is says no more than its first.
  [/\[ ("\w+")(?:, "\w+"){3,} \]/g, "[ $1, … ]"],
  [/('\w+')(?: \| '\w+'){3,}/g, "$1 | …"],
];

/**
 * A text without what is different in every run (ids, ports, times, stacks), in one line of about 240 characters.
 *
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  let said = text;
  for (const [what, instead] of passing) said = said.replace(what, instead);
  said = said.trim();
  if (said.length <= LIMIT) return said;
  return `${said.slice(0, LIMIT / 2)} … ${said.slice(-LIMIT / 2)}`; // A refusal often quotes first, and says why last.
}
