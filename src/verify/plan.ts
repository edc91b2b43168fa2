import type { Contract, HttpEndpoint, SocketEndpoint } from "../../contracts/index.ts";
import { badRequests } from "./bad-requests.ts";
import type { Check } from "./check.ts";
import { answers, order } from "./checks/answers.ts";
import { client, counterpart } from "./checks/client.ts";
import { frames } from "./checks/frames.ts";
import { firstFrame, handshake } from "./checks/handshake.ts";
import { malformed } from "./checks/malformed.ts";
import { method } from "./checks/method.ts";
import { refused } from "./checks/refused.ts";
import { refusalsOf, refuses } from "./checks/refuses.ts";
import { registered } from "./checks/registered.ts";
import { replay } from "./checks/replay.ts";
import { reply } from "./checks/reply.ts";
import { unregistered } from "./checks/unregistered.ts";
import { jsonBodyOf } from "./request.ts";

/** Every check of a contract, in the order of its endpoints. Asks nothing of anybody. */
export function checksOf(contract: Contract, sender?: Contract): Check[] {
  const checks = contract.endpoints.flatMap((endpoint) =>
    endpoint.transport === "http" ? httpChecks(contract, endpoint, sender) : socketChecks(endpoint),
  );
  return [...checks, ...unregistered(contract)];
}

function httpChecks(contract: Contract, endpoint: HttpEndpoint, sender: Contract | undefined): Check[] {
  // A CORS middleware answers the preflight of any path, so that answer cannot show that the path is registered.
  if (endpoint.method === "OPTIONS") return [answers(endpoint, [])];
  const there = [`${endpoint.id}/registered`];
  const siblings = contract.endpoints.filter((one) => one.transport === "http" && one.path === endpoint.path);
  const taken = siblings.map((one) => (one as HttpEndpoint).method);
  // One check a path: it is the path that answers the wrong method.
  const speaksForPath = siblings.find((one) => (one as HttpEndpoint).method !== "OPTIONS") === endpoint;
  return [
    registered(endpoint),
    answers(endpoint, there),
    ...(endpoint.order.length > 0 ? [order(endpoint, there)] : []),
    ...(refusesAnything(contract, endpoint) ? [refuses(endpoint, there)] : []),
    ...(contract.unregistered.method && speaksForPath ? [method(endpoint, taken, there)] : []),
    ...(sender && jsonBodyOf(endpoint) && counterpart(sender, endpoint) ? [client(endpoint, sender, there)] : []),
  ];
}

/** Whether there is bad input that is promised to be refused. */
function refusesAnything(contract: Contract, endpoint: HttpEndpoint): boolean {
  if (!jsonBodyOf(endpoint) || refusalsOf(endpoint).length === 0) return false;
  return badRequests({ contract, seed: 1, run: "", parameters: {} }, endpoint).bad.length > 0;
}

function socketChecks(endpoint: SocketEndpoint): Check[] {
  const open = [`${endpoint.id}/handshake`];
  const { accepted, refused: refusals } = endpoint.handshake;
  return [
    handshake(endpoint),
    ...(accepted.first === undefined ? [] : [firstFrame(endpoint)]),
    ...(endpoint.sends.length > 0 ? [frames(endpoint, open)] : []),
    ...endpoint.accepts.flatMap((message) => (message.reply === undefined ? [] : [reply(endpoint, message, open)])),
    ...(endpoint.malformed ? [malformed(endpoint, endpoint.malformed, open)] : []),
    ...refusals.map((refusal) => refused(endpoint, refusal)),
    ...(endpoint.replay ? [replay(endpoint, endpoint.replay, open)] : []),
  ];
}
