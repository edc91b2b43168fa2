import { places } from "./axes.mjs";
import { startRig } from "./rig.mjs";

/** @typedef {import("./axes.mjs").Place} Place */
/** @typedef {import("./cell.mjs").Cell} Cell */

/**
 * Measures cells, a runtime with its SDK at a time and several of those side by side.
 *
 * @param {readonly Place[]} wanted
 * @param {{ jobs: number, log?: (line: string) => void }} options
 * @returns {Promise<Cell[]>} in the order of the matrix
 * @throws {Error} when something does not start, or a page does not come to rest; one sentence
 */
export async function measureAll(wanted, { jobs, log = () => {} }) {
  const pairs = [...pairsOf(wanted)];
  const rig = await startRig({ log });
  /** @type {Cell[]} */
  const cells = [];
  const work = async () => {
    for (let next = pairs.shift(); next; next = pairs.shift()) {
      const [title, pair] = next;
      cells.push(...(await rig.measure(pair)));
      log(`${title}: ${pair.length} cells`);
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    await rig.stop();
  }
  return cells.sort((one, other) => rank(one) - rank(other));
}

/** By the runtime and the SDK that they share. @param {readonly Place[]} wanted @returns {Map<string, Place[]>} */
function pairsOf(wanted) {
  const pairs = new Map();
  for (const place of wanted) {
    const title = `runtime ${place.runtime}, SDK ${place.sdk}`;
    pairs.set(title, [...(pairs.get(title) ?? []), place]);
  }
  return pairs;
}

/** @param {Place} cell */
const rank = (cell) => places.findIndex((place) => isSame(place, cell));

/** Whether two are at one place. @param {Place} one @param {Place} other */
export function isSame(one, other) {
  return (
    one.client === other.client && one.runtime === other.runtime && one.mount === other.mount && one.sdk === other.sdk
  );
}
