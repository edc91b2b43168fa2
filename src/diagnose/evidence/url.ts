import { compareVersions } from "../../../contracts/index.ts";
import type { Probe } from "../lab.ts";

/** What the URL itself says, and who is meant to ask it. */
export const url: Probe<"url"> = {
  id: "url",
  async make({ settings: { target, client, contract, parameters } }) {
    const scheme = `${target.socket ? (target.tls ? "wss" : "ws") : target.tls ? "https" : "http"}:`;
    // @ag-ui/client sends it from 1.0.0 on.
    const newest = contract?.line === "@ag-ui/core" && compareVersions(contract.version, "1.0.0") >= 0;
    const agent = parameters.agentId ?? parameters.agent;
    return {
      scheme,
      socket: target.socket,
      ...(client && { speaks: client.speaks }),
      ...(agent !== undefined && { agent }),
      ...(newest && { sends: ["protocolVersion"] }),
    };
  },
  tell: ({ scheme, speaks }) =>
    `a URL of ${scheme}${speaks ? `, for a client that speaks ${speaks.join(" or ")}` : ""}`,
};
