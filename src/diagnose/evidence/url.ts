import type { Probe } from "../lab.ts";

/** What the URL itself says, and who is meant to ask it. */
export const url: Probe<"url"> = {
  id: "url",
  async make({ settings: { target, client, parameters } }) {
    const scheme = `${target.socket ? (target.tls ? "wss" : "ws") : target.tls ? "https" : "http"}:`;
    const agent = parameters.agentId ?? parameters.agent;
    return {
      scheme,
      socket: target.socket,
      ...(client && { speaks: client.speaks }),
      ...(agent !== undefined && { agent }),
    };
  },
  tell: ({ scheme, speaks }) =>
    `a URL of ${scheme}${speaks ? `, for a client that speaks ${speaks.join(" or ")}` : ""}`,
};
