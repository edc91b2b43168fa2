import { loadContract } from "../../../../contracts/index.ts";
import { createMock } from "../../../../mocks/index.ts";
import type { Installed } from "../../install/index.ts";
import { kept } from "../kept.ts";
import { ParticipantError } from "../participant-error.ts";
import type { Asking, ClientRun, Speaker, Talk } from "../types.ts";
import { pageDigest } from "./bundle.ts";
import { drivePage } from "./drive-page.ts";
import { steady } from "./steady.ts";

/** Where the mock of a contract has what pages are given. */
const endpoint = "/api/copilotkit";

/**
 * A page of the real client, driven in Chromium.
 *
 * @param contracts references that the mock speaks to it, one after the other until the page gets along with one
 */
export function pageSpeaker(
  title: string,
  installed: Installed,
  contracts: readonly string[],
  asking: Asking,
): Speaker {
  const visit = async (url: string) => {
    if (!asking.browser) {
      const next = "Leave --no-browser out where a browser can be started.";
      throw new ParticipantError(
        "no-browser",
        `A page of ${title} is shown by Chromium alone, which was left out.`,
        next,
      );
    }
    const { cache, log, signal } = asking;
    return steady(await drivePage({ folder: installed.folder, url, cache, log, signal }));
  };
  const before = async (contract: string): Promise<ClientRun> => {
    const mock = await createMock({ contracts: [await loadContract(contract)], pace: "none" });
    try {
      return await visit(`${mock.url}${endpoint}`);
    } finally {
      await mock.close();
    }
  };
  return {
    title,
    visits: visit,
    async talks(): Promise<readonly Talk[]> {
      const digests = await Promise.all(contracts.map(async (one) => (await loadContract(one)).digest));
      const run = await kept(asking, title, ["page", installed.key, pageDigest(), ...digests], async () => {
        let last: ClientRun | undefined;
        for (const contract of contracts) {
          last = await before(contract);
          if (last.outcome.ok) break;
        }
        return last;
      });
      return run ? [{ name: "chat", orderly: true, run }] : [];
    },
  };
}
