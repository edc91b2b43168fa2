/** @import { Measured, Row, Sample, Target } from "./types.mjs" */

/** @typedef {{ median: number, low: number, high: number }} Spread */
/**
 * @typedef {object} Line One candidate over all rounds.
 * @property {string} id
 * @property {string} what
 * @property {Spread} value
 * @property {Spread} ratio to the reference, paired within each round
 * @property {Spread} [cpu]
 * @property {Spread} [cpuRatio] the reference's processor time a piece over this one's: more is better, as for rates
 * @property {Spread} [loader]
 */
/** @typedef {{ target: Target, reached: number, met: boolean }} Outcome */
/** @typedef {{ row: Row, lines: Line[], outcomes: Outcome[] }} Summary */

/** @param {Row} row @param {readonly Measured[]} measured @returns {Summary} */
export function summaryOf(row, measured) {
  const reference = measured.find(({ id }) => id === row.reference)?.samples ?? [];
  const lines = measured.map(({ id, what, note, samples }) => {
    const cpu = spread(samples.flatMap((sample) => sample.cpu ?? []));
    const cpuRatio = spread(samples.flatMap((sample, round) => ratio(reference[round]?.cpu, sample.cpu)));
    const loader = spread(samples.flatMap((sample) => sample.loader ?? []));
    return {
      id,
      what: note === undefined ? what : `${what}; ${note}`,
      value: /** @type {Spread} */ (spread(samples.map(({ value }) => value))),
      ratio: /** @type {Spread} */ (
        spread(samples.flatMap((sample, round) => ratio(sample.value, reference[round]?.value)))
      ),
      ...(cpu && { cpu }),
      ...(cpuRatio && { cpuRatio }),
      ...(loader && { loader }),
    };
  });
  return { row, lines, outcomes: row.targets.flatMap((target) => outcome(target, lines)) };
}

/** @param {Target} target @param {readonly Line[]} lines @returns {Outcome[]} */
function outcome(target, lines) {
  const line = lines.find(({ id }) => id === target.candidate);
  if (!line) return [];
  // On a busy machine the rate depends on the neighbours and the processor time hardly, so the lower of the two counts.
  const rate = line[target.of].median;
  const cpu = target.of === "ratio" && target.at === "least" ? line.cpuRatio?.median : undefined;
  const reached = Math.min(rate, cpu ?? rate);
  return [{ target, reached, met: target.at === "least" ? reached >= target.limit : reached <= target.limit }];
}

/** @param {number | undefined} over @param {number | undefined} under */
function ratio(over, under) {
  return over === undefined || under === undefined || under === 0 ? [] : [over / under];
}

/** @param {readonly number[]} values @returns {Spread | undefined} */
export function spread(values) {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const low = /** @type {number} */ (sorted[Math.floor(middle)]);
  const high = /** @type {number} */ (sorted[Math.ceil(middle)]);
  return {
    median: (low + high) / 2,
    low: /** @type {number} */ (sorted[0]),
    high: /** @type {number} */ (sorted.at(-1)),
  };
}
