import { rawExchange } from "../../probe/index.ts";
import { NotMade, type Probe } from "../lab.ts";

/** Milliseconds that a server has to speak first. HTTP never does; SSH, SMTP, MySQL do. */
const patience = 300;

/** What is said to somebody who connects and says nothing. */
export const greeting: Probe<"greeting"> = {
  id: "greeting",
  async make(lab) {
    const open = ((await lab.see("tcp"))?.tried ?? []).find(({ outcome }) => outcome === "open");
    if (!open) return new NotMade("no address takes a connection");
    const { port } = lab.settings.target;
    const heard = await rawExchange({
      address: open.address,
      port,
      say: "",
      patience,
      total: patience,
      most: 200,
      signal: lab.signal,
    });
    return {
      bytes: heard.bytes
        .subarray(0, 80)
        .toString("latin1")
        .replace(/[^\x20-\x7e]+/g, ".")
        .trim(),
    };
  },
  tell: ({ bytes }) => (bytes ? `it speaks first: ${bytes}` : "it waits to be asked, as HTTP does"),
};
