/**
 * A test that waits for what does not come must not hold up the others until Stryker ends the process.
 *
 * @param {number} limit milliseconds
 * @param {unknown} work
 */
export async function within(limit, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${Math.round(limit)} ms`)), limit);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
