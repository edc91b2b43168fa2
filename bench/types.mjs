// What the parts of the benchmark pass to each other. Types alone.

/**
 * @typedef {object} Sample What one candidate did in one round.
 * @property {number} value in the row's unit
 * @property {number} [cpu] processor time of the measured process in microseconds a piece; absent where nobody can tell
 * @property {number} [loader] share of one core that the load took, 0 to 1; near 1 the load was the limit, not the server
 */

/**
 * @typedef {object} Open A candidate that is ready to be measured.
 * @property {(seconds: number) => Promise<Sample>} measure
 * @property {() => void} close
 * @property {string} [note] what it showed of itself when it was opened
 */

/**
 * @typedef {object} Candidate
 * @property {string} id
 * @property {string} what one line for the page
 * @property {() => Promise<Open>} open
 */

/**
 * @typedef {object} Target What the row is to reach.
 * @property {string} candidate
 * @property {"ratio" | "value"} of ratio to the reference, or the value itself
 * @property {"least" | "most"} at
 * @property {number} limit
 */

/**
 * @typedef {object} Row One kind of work.
 * @property {string} id
 * @property {string} title
 * @property {string} how what is done, in a sentence or two
 * @property {string} unit of a sample's value
 * @property {string} reference id of the candidate that the ratios are taken to
 * @property {readonly Target[]} targets
 * @property {readonly Candidate[]} candidates
 */

/** @typedef {{ id: string, what: string, note?: string, samples: Sample[] }} Measured */

export {};
