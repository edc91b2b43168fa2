import { connect } from "node:net";
import { userInfo } from "node:os";
import { type ContainerRuntimeClient, getContainerRuntimeClient } from "testcontainers";
import { ContainerError } from "./container-error.ts";

const start =
  "Start Docker (or another engine that speaks its API), or name the engine's address in DOCKER_HOST, e.g. unix:///run/docker.sock.";

/**
 * The container engine, as testcontainers finds it.
 *
 * @throws ContainerError `no-engine`, `no-permission`
 */
export async function findEngine(): Promise<ContainerRuntimeClient> {
  try {
    return await getContainerRuntimeClient();
  } catch {
    throw await reasonOf(addresses());
  }
}

/** Why no container can be started here, or undefined where one can. */
export async function engineTrouble(): Promise<ContainerError | undefined> {
  return findEngine().then(
    () => undefined,
    (error: ContainerError) => error,
  );
}

/** Where an engine is looked for. */
function addresses(): string[] {
  const named = process.env.DOCKER_HOST;
  if (named) return [named];
  if (process.platform === "win32") return ["npipe:////./pipe/docker_engine"];
  return ["unix:///var/run/docker.sock", `unix:///run/user/${userInfo().uid}/docker.sock`];
}

/** testcontainers tells only that it found none; connecting once more tells why. */
async function reasonOf(tried: readonly string[]): Promise<ContainerError> {
  const found = await Promise.all(tried.map(async (address) => ({ address, code: await connectTo(address) })));
  const refused = found.find(({ code }) => code === "EACCES" || code === "EPERM");
  if (refused) {
    const what = `This user may not use the container engine at ${refused.address}`;
    const next = "Add the user to the engine's group (sudo usermod -aG docker USER, then log in again).";
    return new ContainerError("no-permission", what, next);
  }
  const taken = found.find(({ code }) => code === undefined);
  if (taken) {
    return new ContainerError("no-engine", `What listens at ${taken.address} does not answer as an engine does`, start);
  }
  const places = found.map(({ address, code }) => `${address} (${code})`).join(" and ");
  return new ContainerError("no-engine", `No container engine answers at ${places}`, start);
}

/** @returns undefined when the connection is taken, else the system's code */
function connectTo(address: string): Promise<string | undefined> {
  if (!URL.canParse(address)) return Promise.resolve("no URL");
  const { protocol, hostname, port, pathname } = new URL(address);
  const path = protocol === "npipe:" ? pathname.replaceAll("/", "\\") : pathname;
  return new Promise((resolve) => {
    const socket = hostname === "" ? connect({ path }) : connect({ host: hostname, port: Number(port || 2375) });
    const done = (code?: string) => {
      socket.destroy();
      resolve(code);
    };
    socket.setTimeout(2000, () => done("ETIMEDOUT"));
    socket.on("connect", () => done()).on("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
  });
}
