import { startBackend, startZoo } from "../../../fixtures/backends/index.mjs";
import { type RawServer, tcp } from "../../verify/raw-server.ts";
import type { Served } from "./case.ts";

type Start = Served["start"];

/** A server of the zoo, which may stand before another one; `""` is one that is down. */
export const zoo =
  (name: string, behind?: string): Start =>
  async (hear) => {
    const back = behind ? await startZoo(behind) : undefined;
    const env = behind === undefined ? {} : { ZOO_BEHIND: back?.url ?? (await nobody()) };
    const front = await startZoo(name, { env, output: hear });
    return { url: front.url, stop: () => Promise.all([front.stop(), back?.stop()]) };
  };

/** A backend, with a defect or on another stack than its usual one. */
export const backend =
  (
    name: string,
    more: { readonly defect?: string; readonly stack?: string; readonly env?: Record<string, string> } = {},
  ): Start =>
  (hear) =>
    startBackend({ name, ...more, output: hear });

/** A server of a few lines, in this very process. */
export const own =
  (start: () => Promise<RawServer>): Start =>
  async () => {
    const { url, close } = await start();
    return { url, stop: close };
  };

/** Nothing at all, at an address where something was a moment ago. */
export const nothing: Start = async () => ({ url: await nobody(), stop: async () => undefined });

async function nobody(): Promise<string> {
  const server = await tcp(() => undefined);
  await server.close();
  return server.url;
}
