import { runtimes, sdks } from "../../fixtures/backends/index.mjs";
import { frontends } from "../../fixtures/frontends/index.mjs";

/**
 * @typedef {object} Place of a cell in the matrix
 * @property {string} client its version, of react-core and react-ui
 * @property {string} runtime its version
 * @property {string} mount the path under which the runtime is asked
 * @property {string} sdk the version of ag-ui-protocol under the agent
 */

/** @param {readonly { name: string }[]} things */
const oldestFirst = (things) => things.map(({ name }) => name).toReversed();

export const clients = [...(frontends.find(({ name }) => name === "copilotkit")?.versions ?? [])].reverse();
export const endpoint = "/api/copilotkit";
const routes = "/v2/copilotkit";
const stackPrefix = "ag-ui-";

/** What a page can be given as runtimeUrl. Only runtimes after GraphQL have the routes, too. */
export const servers = oldestFirst(runtimes).flatMap((runtime) =>
  (isBefore(runtime, "1.50.0") ? [endpoint] : [endpoint, routes]).map((mount) => ({ runtime, mount })),
);
export const sdkVersions = oldestFirst(sdks).map((name) => name.slice(stackPrefix.length));

/** The stack of plain-agent with a version of the SDK. @param {string} sdk */
export const stackOf = (sdk) => stackPrefix + sdk;

/** Every cell there is, in the order in which they are kept. @type {readonly Place[]} */
export const places = sdkVersions.flatMap((sdk) =>
  servers.flatMap((server) => clients.map((client) => ({ client, ...server, sdk }))),
);

/** @param {string} one @param {string} other both MAJOR.MINOR.PATCH */
function isBefore(one, other) {
  return one.localeCompare(other, "en", { numeric: true }) < 0;
}
