import type { Heard } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { controlOf, slashToggled } from "../target.ts";
import { ask, upgradeHeaders } from "./ask.ts";
import { got } from "./tell.ts";

/** It is a socket, by its answer. */
export const opened = ({ status, end }: Heard) => status === 101 && end !== "invalid";

/** Whether upgrades are asked for: of a socket's URL, and where plain HTTP hints at one. */
async function isForSockets(lab: Lab): Promise<NotMade | undefined> {
  if (lab.settings.target.socket) return undefined;
  const status = (await lab.see("get"))?.status;
  if (status === 426 || status === 400 || status === 404) return undefined;
  return new NotMade("the URL is of HTTP, and nothing hints at a socket");
}

/** The frontend's Origin goes with everything that stands for its connect. */
export const asFrontend = ({ settings: { origin } }: Lab): Record<string, string> => (origin ? { origin } : {});

/** The upgrade as the frontend asks for it. */
export const upgrade: Probe<"upgrade"> = {
  id: "upgrade",
  async make(lab) {
    const no = await isForSockets(lab);
    return no ?? ask(lab, { method: "GET", url: lab.settings.target.url, headers: upgradeHeaders(asFrontend(lab)) });
  },
  tell: (heard) => `upgrade of ${heard.path}: ${got(heard)}`,
};

/** The same of a path that nobody has: what it gets says nothing about the route. */
export const control: Probe<"upgrade-control"> = {
  id: "upgrade-control",
  async make(lab) {
    const no = await isForSockets(lab);
    return (
      no ??
      ask(lab, { method: "GET", url: controlOf(lab.settings.target.url), headers: upgradeHeaders(asFrontend(lab)) })
    );
  },
  tell: (heard) => `upgrade of a path that nobody has: ${got(heard)}`,
};

/** What else is asked only where the upgrade did not open: it would say nothing more. */
export async function afterRefusal(lab: Lab): Promise<NotMade | undefined> {
  if (!lab.settings.target.socket) return new NotMade("the URL is of HTTP");
  const first = await lab.see("upgrade");
  if (!first) return new NotMade("the upgrade itself was not made");
  return opened(first) ? new NotMade("not needed: the upgrade opened") : undefined;
}

export const slash: Probe<"upgrade-slash"> = {
  id: "upgrade-slash",
  async make(lab) {
    const no = await afterRefusal(lab);
    if (no) return no;
    const other = slashToggled(lab.settings.target.url);
    if (!other) return new NotMade("the path is the root");
    return ask(lab, { method: "GET", url: other, headers: upgradeHeaders(asFrontend(lab)) });
  },
  tell: (heard) => `with the slash toggled: ${got(heard)}`,
};

/** Where no frontend is known: as a page of this very server would ask. */
export const withOrigin: Probe<"upgrade-origin"> = {
  id: "upgrade-origin",
  async make(lab) {
    const no = await afterRefusal(lab);
    if (no) return no;
    const { origin: known, target } = lab.settings;
    if (known) return new NotMade("the upgrade has the frontend's Origin already");
    const origin = `${target.tls ? "https" : "http"}://${target.url.host}`;
    const heard = await ask(lab, { method: "GET", url: target.url, headers: upgradeHeaders({ origin }) });
    return heard instanceof NotMade ? heard : { ...heard, origin };
  },
  tell: (heard) => `with Origin ${heard.origin}: ${got(heard)}`,
};

export const withoutOrigin: Probe<"upgrade-no-origin"> = {
  id: "upgrade-no-origin",
  async make(lab) {
    const no = await afterRefusal(lab);
    if (no) return no;
    if (!lab.settings.origin) return new NotMade("the upgrade has no Origin already");
    return ask(lab, { method: "GET", url: lab.settings.target.url, headers: upgradeHeaders() });
  },
  tell: (heard) => `without Origin: ${got(heard)}`,
};

/** With the parameters that the contract has for the query and the URL has not. */
export const withQuery: Probe<"upgrade-query"> = {
  id: "upgrade-query",
  async make(lab) {
    const no = await afterRefusal(lab);
    if (no) return no;
    const { endpoints, target, parameters, contract } = lab.settings;
    if (!contract) return new NotMade("no contract says what the query must hold");
    const known = endpoints.flatMap((one) => (one.transport === "socket" ? one.parameters : []));
    const missing = known.filter((one) => one.in === "query" && !target.url.searchParams.has(one.name));
    if (missing.length === 0) return new NotMade("the contract has nothing more for the query");
    const url = new URL(target.url);
    for (const { name, example } of missing) url.searchParams.set(name, parameters[name] ?? textOf(example));
    const heard = await ask(lab, { method: "GET", url, headers: upgradeHeaders(asFrontend(lab)) });
    return heard instanceof NotMade ? heard : { ...heard, added: missing.map(({ name }) => name) };
  },
  tell: (heard) => `with ${heard.added.join(" and ")} in the query: ${got(heard)}`,
};

const textOf = (example: unknown) =>
  example === undefined ? "wirecheck" : typeof example === "string" ? example : JSON.stringify(example);

/** Answered before the application where a WebSocket library is there: says nothing of the route, much of the stack. */
export const withoutKey: Probe<"upgrade-no-key"> = {
  id: "upgrade-no-key",
  async make(lab) {
    const no = await afterRefusal(lab);
    return (
      no ??
      ask(lab, {
        method: "GET",
        url: lab.settings.target.url,
        headers: { ...upgradeHeaders(), "sec-websocket-key": "" },
      })
    );
  },
  tell: (heard) => `without a key: ${got(heard)}`,
};

export const wrongVersion: Probe<"upgrade-version"> = {
  id: "upgrade-version",
  async make(lab) {
    const no = await afterRefusal(lab);
    const headers = upgradeHeaders({ "sec-websocket-version": "8" });
    return no ?? ask(lab, { method: "GET", url: lab.settings.target.url, headers });
  },
  tell: (heard) => `with version 8: ${got(heard)}`,
};

/**
 * The upgrade as it was asked first, once more: where it got no answer, at once; where some change of it opened, after
 * that. What then answers otherwise is unsteady, and no change of the request is the reason.
 */
export const again: Probe<"upgrade-again"> = {
  id: "upgrade-again",
  async make(lab) {
    const no = await afterRefusal(lab);
    if (no) return no;
    const first = await lab.see("upgrade");
    if (first?.status !== undefined) {
      const ids = ["upgrade-slash", "upgrade-origin", "upgrade-no-origin", "upgrade-query"] as const;
      const others = await Promise.all(ids.map((id) => lab.see(id)));
      if (!others.some((one) => one && opened(one)))
        return new NotMade("not needed: no change of the request opened it");
    }
    return ask(lab, { method: "GET", url: lab.settings.target.url, headers: upgradeHeaders(asFrontend(lab)) });
  },
  tell: (heard) => `the first upgrade once more: ${got(heard)}`,
};
