import type { Contract, Endpoint } from "../../contracts/index.ts";
import { builtIns } from "../../contracts/index.ts";
import type { Mock } from "../../mocks/index.ts";

/** What is served where, and one command to try. */
export function servedTable(mock: Pick<Mock, "services">): string {
  const services = mock.services.flatMap(({ contract, url }) => [
    `${url}  ${referenceOf(contract)}`,
    ...contract.endpoints.map((endpoint) => `  ${methodOf(endpoint).padEnd(8)}${placeOf(endpoint)}`),
    "",
  ]);
  const [first] = mock.services;
  const attempt = first ? [`Try:  npx wirecheck verify ${first.url} --contract ${wantedFor(first.contract)}`] : [];
  return [...services, ...attempt, "Ctrl-C stops it.", ""].join("\n");
}

const methodOf = (endpoint: Endpoint) => (endpoint.transport === "http" ? endpoint.method : "SOCKET");

/** Operations of one path are told apart by their ids. */
const placeOf = (endpoint: Endpoint) =>
  `${endpoint.path || "/"}${endpoint.transport === "http" && endpoint.when ? `  ${endpoint.id}` : ""}`;

/** `NAME@VERSION`, and `NAME/LINE@VERSION` for another line than the main one. */
function referenceOf({ name, line, version, builtIn }: Contract): string {
  const main = builtIns().find((one) => one.name === name)?.line;
  return builtIn && line !== main ? `${name}/${line}@${version}` : `${name}@${version}`;
}

/** What `--contract` takes: a user's own documents have no name there. */
const wantedFor = (contract: Contract) => (contract.builtIn ? referenceOf(contract) : contract.name);
