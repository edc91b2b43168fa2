import { NotMade, type Probe } from "../lab.ts";
import { at } from "../target.ts";
import { ask } from "./ask.ts";
import { got } from "./tell.ts";

/** Engine.IO's own first request: a Socket.IO server answers it, and destroys plain WebSockets elsewhere. */
export const socketIo: Probe<"socket-io"> = {
  id: "socket-io",
  async make(lab) {
    if (!lab.settings.target.socket) return new NotMade("the target is no socket");
    const upgrade = await lab.see("upgrade");
    if (!upgrade) return new NotMade("the upgrade itself was not made");
    if (upgrade.status === 101) return new NotMade("not needed: the upgrade opened");
    const url = at(lab.settings.target.url, "/socket.io/");
    url.search = "?EIO=4&transport=polling";
    return ask(lab, { method: "GET", url });
  },
  tell: (heard) => `/socket.io/: ${got(heard)}`,
};
