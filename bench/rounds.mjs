/** @import { Measured, Open, Row } from "./types.mjs" */

/**
 * Measures every candidate of a row once a round, one at a time while all are alive, so that what the machine does
 * besides meets them alike. Each round begins with another candidate.
 *
 * @param {Row} row
 * @param {{ rounds: number, seconds: number, log: (line: string) => void }} options `seconds` of load for each sample
 * @returns {Promise<Measured[]>} a sample a round
 */
export async function measured({ id: name, candidates }, { rounds, seconds, log }) {
  /** @type {(Open & Measured)[]} */
  const open = [];
  try {
    for (const { id, what, open: ready } of candidates) open.push({ id, what, samples: [], ...(await ready()) });
    // The first load makes the compilers of all of them warm, and is thrown away.
    for (const one of open) await one.measure(Math.min(1, seconds));
    for (let round = 0; round < rounds; round++) {
      log(`${name}: round ${round + 1} of ${rounds}`);
      for (let turn = 0; turn < open.length; turn++) {
        const one = /** @type {Open & Measured} */ (open[(turn + round) % open.length]);
        one.samples.push(await one.measure(seconds));
      }
    }
  } finally {
    for (const one of open) one.close();
  }
  return open;
}
