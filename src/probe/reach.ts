import { connect } from "node:net";
import { converse } from "./converse.ts";
import { troubleOf } from "./trouble.ts";

/**
 * Whether anything takes a connection at the URL's host and port, on any address of the name.
 *
 * @param within milliseconds
 * @returns undefined when something does, else one sentence that names each address
 */
export function reach(url: string, within: number): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) || (/^(https|wss):$/.test(protocol) ? 443 : 80) });
    const done = (trouble?: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(trouble);
    };
    const timer = setTimeout(() => done(`no connection to ${host} within ${within / 1000} s`), within);
    socket.on("connect", () => done());
    socket.on("error", (error) => done(troubleOf(error)));
  });
}

/**
 * Asks the URL until something answers in HTTP, whatever it answers.
 *
 * @param wait milliseconds in all
 * @returns undefined when something answered, else the last reason why not
 */
export async function awaitAnswer(url: string, wait: number, signal?: AbortSignal): Promise<string | undefined> {
  const until = performance.now() + wait;
  for (;;) {
    const left = until - performance.now();
    const budget = Math.max(100, Math.min(left, 5000));
    const { response, end } = await converse({
      url: url.replace(/^ws/i, "http"),
      method: "GET",
      budgets: { firstFrame: budget, total: budget },
      ...(signal && { signal }),
    });
    if (response) return undefined;
    const reason = "message" in end ? end.message : "we stopped asking";
    if (signal?.aborted || performance.now() + 200 > until) return reason;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
