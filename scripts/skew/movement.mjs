/**
 * @typedef {object} Movement
 * @property {() => void} moved
 * @property {() => number} quietFor milliseconds since something moved
 * @property {() => boolean} underWay
 */

/**
 * Knows when something last moved, in a page or on the wire.
 *
 * @param {() => boolean} underWay whether an exchange has not ended
 * @returns {Movement}
 */
export function newMovement(underWay) {
  let last = performance.now();
  return {
    moved: () => {
      last = performance.now();
    },
    quietFor: () => performance.now() - last,
    underWay,
  };
}
