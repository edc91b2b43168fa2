import type { Owner } from "../facts.ts";
import { NotMade, type Probe } from "../lab.ts";
import { withoutSecrets } from "../secrets.ts";
import { isLoopback } from "../target.ts";
import { hasProc, listenersOn, namedWithPort } from "./proc.ts";

/** Which process listens there: of this machine alone, and where the system tells. */
export const listener: Probe<"listener"> = {
  id: "listener",
  async make(lab) {
    const tried = (await lab.see("tcp"))?.tried ?? [];
    const open = tried.filter(({ outcome }) => outcome === "open");
    if (open.length === 0) return new NotMade("nothing listens there");
    if (!open.some(({ address }) => isLoopback(address)))
      return new NotMade("the target is not this machine's loopback");
    if (!hasProc()) return new NotMade(`${process.platform} does not tell which process listens`);
    const owners = listenersOn(lab.settings.target.port);
    if (owners.length === 0) return new NotMade("the system does not tell which process listens there");
    return { owners: owners.map(clean) };
  },
  tell: ({ owners }) => owners.map(({ pid, command }) => `process ${pid} listens: ${short(command)}`).join("; "),
};

/** Where nothing listens: server processes that have the port in their command line. */
export const starting: Probe<"starting"> = {
  id: "starting",
  async make(lab) {
    const tried = (await lab.see("tcp"))?.tried ?? [];
    if (!tried.some(({ outcome }) => outcome === "refused")) return new NotMade("not needed: nothing refused");
    if (!tried.every(({ address }) => isLoopback(address)))
      return new NotMade("the target is not this machine's loopback");
    if (!hasProc()) return new NotMade(`${process.platform} does not tell what runs`);
    return { owners: namedWithPort(lab.settings.target.port).map(clean) };
  },
  tell: ({ owners }) =>
    owners.length === 0
      ? "no server process has this port in its command line"
      : owners.map(({ pid, command }) => `process ${pid} runs with this port: ${short(command)}`).join("; "),
};

const clean = (owner: Owner): Owner => ({ ...owner, command: withoutSecrets(owner.command) });
/** The program by its name, for its path is long and says little. */
const short = (full: string) => cut(full.replace(/^\S*[\\/]/, ""));
const cut = (command: string) => (command.length > 100 ? `${command.slice(0, 99)}…` : command);
