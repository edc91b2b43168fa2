import type { Endpoint } from "../../contracts/index.ts";
import type { Mock } from "../../mocks/index.ts";

/** What is served where, and one command to try. */
export function servedTable(mock: Pick<Mock, "services">): string {
  const services = mock.services.flatMap(({ contract, url }) => [
    `${url}  ${contract.name}@${contract.version}`,
    ...contract.endpoints.map((endpoint) => `  ${methodOf(endpoint).padEnd(8)}${endpoint.path || "/"}`),
    "",
  ]);
  const [first] = mock.services;
  const attempt = first ? [`Try:  npx wirecheck verify ${first.url} --contract ${first.contract.name}`] : [];
  return [...services, ...attempt, "Ctrl-C stops it.", ""].join("\n");
}

const methodOf = (endpoint: Endpoint) => (endpoint.transport === "http" ? endpoint.method : "SOCKET");
