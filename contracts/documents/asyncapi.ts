import type { Handshake, Message, Replay, SocketEndpoint } from "../model/index.ts";
import { type Dialogue, readDialogue } from "./dialogue.ts";
import { isObject } from "./json.ts";
import { type Operation, readOperations } from "./operations.ts";
import { badDocument, child, children, expectObject, type Place, samePlace, textAt } from "./place.ts";
import type { Reading } from "./reading.ts";
import { readSocketParameters } from "./socket-parameters.ts";
import { milliseconds } from "./times.ts";
import { unionOf } from "./union.ts";

/** How long a handshake or a first frame may take where the document does not say, in milliseconds. */
const patience = 5000;

/**
 * Reads the sockets of an AsyncAPI 3.0 document. Channels of one address are one socket, which has the id of the first;
 * those of other protocols are not ours.
 */
export function readAsyncApi(root: Place, reading: Reading): SocketEndpoint[] {
  const operations = readOperations(root, reading);
  const sockets = new Map<string, { id: string; channels: Place[] }>();
  for (const [id, unfollowed] of children(expectObject(child(root, "channels")))) {
    const channel = expectObject(reading.references.follow(unfollowed));
    const address = textAt(channel, "address");
    // A channel without an address gets one at run time, somewhere else.
    if (address === undefined || !overWebSocket(channel, operations, root, reading)) continue;
    const known = sockets.get(address);
    if (known) known.channels.push(channel);
    else sockets.set(address, { id, channels: [channel] });
  }
  return [...sockets].map(([address, { id, channels }]) =>
    readSocket(id, address, channels[0]!, readDialogue(channels, operations, reading), reading),
  );
}

/**
 * Whether a channel is a WebSocket: by its servers, or where these say http, as some do of the upgrade, by the absence
 * of an HTTP binding.
 */
function overWebSocket(channel: Place, operations: readonly Operation[], root: Place, reading: Reading): boolean {
  const serversOf = (owner: Place) =>
    children(child(owner, "servers")).map(([, server]) => textAt(reading.references.follow(server), "protocol") ?? "");
  const own = serversOf(channel);
  const protocols = own.length > 0 ? own : serversOf(root);
  if (protocols.some((protocol) => /^wss?$/i.test(protocol))) return true;
  if (protocols.length > 0 && !protocols.some((protocol) => /^https?$/i.test(protocol))) return false;
  const owners = [channel, ...operations.filter((each) => samePlace(each.channel, channel)).map(({ place }) => place)];
  return owners.every((owner) => child(reading.at(owner, "bindings"), "http").value === undefined);
}

function readSocket(id: string, address: string, channel: Place, dialogue: Dialogue, reading: Reading): SocketEndpoint {
  const { sends, accepts } = dialogue;
  const path = address.split("?")[0] ?? "";
  const replay = child(channel, "x-replay");
  return {
    transport: "socket",
    id,
    summary: textAt(channel, "summary") ?? textAt(channel, "title") ?? "",
    path: path.startsWith("/") ? path : `/${path}`,
    parameters: readSocketParameters(address, channel, id, reading),
    handshake: readHandshake(child(channel, "x-handshake"), sends),
    sends,
    accepts,
    frame: unionOf(sends, `${id} frame`, reading.schemas),
    ...(accepts.length === 0 ? {} : { clientFrame: unionOf(accepts, `${id} client frame`, reading.schemas) }),
    order: reading.order(channel),
    ...reading.probe(channel),
    ...(isObject(replay.value) ? { replay: readReplay(replay, sends) } : {}),
    ...readMalformed(child(channel, "x-malformed"), sends),
  };
}

function readHandshake(place: Place, sends: readonly Message[]): Handshake {
  const accepted = expectObject(child(place, "accepted"));
  const refused = child(place, "refused").value ?? [];
  const first = textAt(accepted, "first");
  const subprotocol = textAt(accepted, "subprotocol");
  if (first !== undefined) expectMessage(child(accepted, "first"), first, sends);
  const complete = (row: unknown) =>
    isObject(row) && typeof row.id === "string" && typeof row.given === "string" && typeof row.status === "number";
  if (!Array.isArray(refused) || !refused.every(complete))
    throw badDocument(child(place, "refused"), "must be a list, each with id, given and status");
  return {
    accepted: {
      status: 101,
      ...(subprotocol === undefined ? {} : { subprotocol }),
      ...(first === undefined ? {} : { first }),
      within: milliseconds(accepted, patience),
    },
    refused,
  };
}

function readReplay(place: Place, sends: readonly Message[]): Replay {
  const { key, trigger, message, limit } = place.value as Record<string, unknown>;
  if (
    typeof key !== "string" ||
    typeof trigger !== "string" ||
    typeof message !== "string" ||
    typeof limit !== "number"
  )
    throw badDocument(place, "must have key, trigger, message, within and limit");
  expectMessage(child(place, "message"), message, sends);
  return { key, trigger, message, within: milliseconds(place, patience), limit };
}

function readMalformed(place: Place, sends: readonly Message[]): Pick<SocketEndpoint, "malformed"> {
  if (place.value === undefined) return {};
  const oneOf = children(child(place, "messages")).map(([, name]) => String(name.value));
  for (const name of oneOf) expectMessage(child(place, "messages"), name, sends);
  return { malformed: { oneOf, within: milliseconds(place, patience), where: {} } };
}

function expectMessage(place: Place, name: string, sends: readonly Message[]): void {
  if (!sends.some((message) => message.name === name))
    throw badDocument(place, `names "${name}", which is no message that the server sends on this channel`);
}
