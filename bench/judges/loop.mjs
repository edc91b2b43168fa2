import { events } from "../data/run.mjs";

/**
 * Judges the run again and again for the seconds of the command line and prints how many frames that were. The run is
 * judged for as long again beforehand, so that the compiler is done.
 *
 * @param {(run: readonly any[]) => boolean} judge whether the whole run is good; false ends the program
 */
export function judgeFor(judge) {
  // As they come from a socket: read, not written in this program.
  const run = JSON.parse(JSON.stringify(events));
  const milliseconds = Number(process.argv[2]) * 1000;
  turn(judge, run, milliseconds);
  process.stdout.write(JSON.stringify(turn(judge, run, milliseconds)));
}

/** @param {(run: readonly any[]) => boolean} judge @param {readonly any[]} run @param {number} milliseconds */
function turn(judge, run, milliseconds) {
  const began = performance.now();
  const busy = process.cpuUsage();
  let count = 0;
  while (performance.now() - began < milliseconds) {
    if (!judge(run)) throw new Error("The judge refuses a good run.");
    count += run.length;
  }
  // By processor time, collection of garbage included: who else is busy on the machine changes that hardly.
  const { user, system } = process.cpuUsage(busy);
  return { value: count / ((user + system) / 1e6) };
}
