/** What a program needs to run. */
const needed = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot"];

/** An environment for packages that are on trial: tokens, proxies and options of this process are nothing to them. */
export function bareEnv(): Record<string, string> {
  return Object.fromEntries(
    needed.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
