import type { EvidenceId, Heard } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { controlOf, slashToggled } from "../target.ts";
import { ask, type Question } from "./ask.ts";
import { got } from "./tell.ts";

type HeardId = "get" | "get-control" | "get-slash" | "get-origin" | "head" | "options" | "info";

/** A probe that is one request. */
function request<K extends HeardId>(
  id: K,
  of: (lab: Lab) => Question | NotMade,
  name: (heard: Heard) => string = ({ method, path }) => `${method} ${path}`,
): Probe<K> {
  return {
    id,
    async make(lab) {
      if (!(await lab.see("tcp"))?.tried.some(({ outcome }) => outcome === "open")) {
        return new NotMade("no address takes a connection");
      }
      const question = of(lab);
      return question instanceof NotMade ? question : ((await ask(lab, question)) as Heard & NotMade);
    },
    tell: ((heard: Heard) => `${name(heard)}: ${got(heard)}`) as Probe<K>["tell"],
  };
}

const url = (lab: Lab) => lab.settings.target.url;
const noOrigin = "no origin is known: --origin, or a contract that names the frontend";

/** What plain HTTP gets there, with and without the frontend's Origin, and on a path that cannot exist. */
export const plain = [
  request("get", (lab) => ({ method: "GET", url: url(lab) })),
  request(
    "get-control",
    (lab) => ({ method: "GET", url: controlOf(url(lab)) }),
    () => "GET of a path that nobody has",
  ),
  request(
    "get-slash",
    (lab) => {
      const other = slashToggled(url(lab));
      return other ? { method: "GET", url: other } : new NotMade("the path is the root");
    },
    () => "GET with the slash toggled",
  ),
  request("head", (lab) => ({ method: "HEAD", url: url(lab) })),
  request(
    "get-origin",
    (lab) => {
      const { origin } = lab.settings;
      return origin ? { method: "GET", url: url(lab), headers: { origin } } : new NotMade(noOrigin);
    },
    () => "GET with Origin",
  ),
  request(
    "options",
    (lab) => {
      const { origin, target, endpoints } = lab.settings;
      if (target.socket) return new NotMade("a socket has no preflight");
      if (!origin) return new NotMade(noOrigin);
      const methods = endpoints.flatMap((one) => (one.transport === "http" ? [one.method] : []));
      const method = methods.find((one) => one === "POST") ?? methods.find((one) => one !== "OPTIONS") ?? "POST";
      const asks = { "access-control-request-method": method, "access-control-request-headers": "content-type" };
      return { method: "OPTIONS", url: url(lab), headers: { origin, ...asks } };
    },
    ({ path }) => `preflight of ${path}`,
  ),
  request("info", (lab) => {
    if (lab.settings.target.socket) return new NotMade("the target is a socket");
    const below = new URL(url(lab));
    below.pathname = `${below.pathname.replace(/\/$/, "")}/info`;
    return { method: "GET", url: below };
  }),
] as const satisfies readonly { id: EvidenceId }[];
