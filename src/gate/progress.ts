/**
 * Does `work`, and says so where it takes longer than a second: `WHAT …`, then `WHAT: done in 3 s`.
 *
 * @param what `Installing @ag-ui/core@0.0.42`
 */
export async function told<T>(log: (line: string) => void, what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  let said = false;
  const late = setTimeout(() => {
    said = true;
    log(`${what} …`);
  }, 1000);
  try {
    const result = await work();
    if (said) log(`${what}: done in ${Math.round((performance.now() - begun) / 1000)} s`);
    return result;
  } finally {
    clearTimeout(late);
  }
}
