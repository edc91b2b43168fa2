import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const folders = { client: "frontends/copilotkit", runtime: "backends/copilotkit-runtime" };

/**
 * The version of @ag-ui/client that a lock puts into a client or a runtime: it is what knows the events of an agent.
 *
 * @param {"client" | "runtime"} side
 * @param {string} version
 * @returns {string} "none" where there is none
 */
export function insideOf(side, version) {
  const lock = JSON.parse(readFileSync(`${fixtures}${folders[side]}/${version}/package-lock.json`, "utf8"));
  return lock.packages["node_modules/@ag-ui/client"]?.version ?? "none";
}
