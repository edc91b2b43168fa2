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

/** The script that every page of Vite's dev server loads: a proxy may hide its page, not this. */
export const vite: Probe<"vite"> = {
  id: "vite",
  async make(lab) {
    if (!lab.settings.target.socket) return new NotMade("the target is no socket");
    const upgrade = await lab.see("upgrade");
    if (!upgrade) return new NotMade("the upgrade itself was not made");
    if (upgrade.status === 101) return new NotMade("not needed: the upgrade opened");
    const heard = await ask(lab, { method: "GET", url: at(lab.settings.target.url, "/@vite/client") });
    if (heard instanceof NotMade) return heard;
    return { there: heard.status === 200 && /javascript/.test(heard.headers["content-type"] ?? "") };
  },
  tell: ({ there }) => (there ? "Vite's dev server answers here" : "it is not Vite's dev server"),
};
