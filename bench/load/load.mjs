import { ask, serve } from "../processes.mjs";
/** @import { Candidate, Open, Sample } from "../types.mjs" */

/**
 * A candidate that is a server: started once, then put under load by another process for each sample.
 *
 * @param {string} id
 * @param {string} what
 * @param {string} file prints its URL
 * @param {{ by: string, args: readonly string[] }} load program that prints `{count, seconds, loader}`, and its arguments before the seconds
 * @param {(url: string) => Promise<string>} [note] looks at it beforehand
 * @returns {Candidate}
 */
export function server(id, what, file, { by, args }, note) {
  return { id, what, open };

  /** @returns {Promise<Open>} */
  async function open() {
    const { url, cpu, stop } = await serve(file);
    return {
      ...(note && { note: await note(url) }),
      /** @returns {Promise<Sample>} */
      async measure(seconds) {
        const before = cpu();
        const { count, seconds: elapsed, loader } = await ask(by, [url, ...args, String(seconds)]);
        const after = cpu();
        const spent = before === undefined || after === undefined ? {} : { cpu: (after - before) / count };
        return { value: count / elapsed, ...spent, loader };
      },
      close: () => void stop(),
    };
  }
}
