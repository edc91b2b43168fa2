import { connect } from "node:tls";
import type { Facts } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { ask } from "./ask.ts";
import { got } from "./tell.ts";

/** The TLS handshake, where the URL asks for it, with the certificate judged as a browser does. */
export const tls: Probe<"tls"> = {
  id: "tls",
  async make(lab) {
    if (!lab.settings.target.tls) return new NotMade("the URL does not ask for TLS");
    return (await handshake(lab, true)) ?? new NotMade("no address takes a connection");
  },
  tell: ({ outcome, code, protocol }) =>
    ({
      ok: `TLS came about (${protocol})`,
      "not-tls": `what answers does not speak TLS (${code})`,
      certificate: `the certificate is not trusted (${code})`,
      failed: `the TLS handshake failed (${code})`,
    })[outcome],
};

/** TLS where the URL asks for none, and plain HTTP came to nothing. */
export const tlsOnPlain: Probe<"tls-on-plain"> = {
  id: "tls-on-plain",
  async make(lab) {
    if (lab.settings.target.tls) return new NotMade("the URL asks for TLS itself");
    const get = await lab.see("get");
    if (!get) return new NotMade("no address takes a connection");
    const plain = get.status !== undefined && !(get.status === 400 && /https|tls|ssl/i.test(get.body));
    if (plain) return new NotMade("not needed: it speaks HTTP");
    const fact = await handshake(lab, false);
    if (!fact) return new NotMade("no address takes a connection");
    return { outcome: fact.outcome === "certificate" ? "ok" : fact.outcome };
  },
  tell: ({ outcome }) => (outcome === "ok" ? "the port speaks TLS" : "the port does not speak TLS either"),
};

/** Plain HTTP where the URL asks for TLS and that came to nothing. */
export const plainOnTls: Probe<"plain-on-tls"> = {
  id: "plain-on-tls",
  async make(lab) {
    if (!lab.settings.target.tls) return new NotMade("the URL does not ask for TLS");
    const outcome = (await lab.see("tls"))?.outcome;
    if (outcome === undefined) return new NotMade("no address takes a connection");
    if (outcome === "ok" || outcome === "certificate") return new NotMade("not needed: it speaks TLS");
    return ask(lab, { method: "GET", url: lab.settings.target.url, otherwise: true });
  },
  tell: (heard) => `without TLS: ${got(heard)}`,
};

async function handshake(lab: Lab, judged: boolean): Promise<Facts["tls"] | undefined> {
  const open = ((await lab.see("tcp"))?.tried ?? []).find(({ outcome }) => outcome === "open");
  if (!open) return undefined;
  const { target, patience } = lab.settings;
  const servername = /^[\d.]+$|:/.test(target.host) ? {} : { servername: target.host };
  return new Promise((resolve) => {
    const done = (fact: Facts["tls"]) => {
      clearTimeout(timer);
      wire.destroy();
      resolve(fact);
    };
    const wire = connect(
      { host: open.address, port: target.port, rejectUnauthorized: judged, ...servername, ...hostCheck(target.host) },
      () => done({ outcome: "ok", protocol: wire.getProtocol() ?? "TLS" }),
    );
    const timer = setTimeout(() => done({ outcome: "failed", code: "ETIMEDOUT" }), patience);
    wire.on("error", ({ code = "unknown" }: NodeJS.ErrnoException) => {
      if (/WRONG_VERSION_NUMBER|EPROTO|UNEXPECTED_MESSAGE|BAD_RECORD|PACKET_LENGTH/.test(code))
        done({ outcome: "not-tls", code });
      else done({ outcome: /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_/.test(code) ? "certificate" : "failed", code });
    });
    wire.on("close", () => done({ outcome: "failed", code: "ECONNRESET" }));
  });
}

/** An address has no server name, and its certificate is checked against the address all the same. */
const hostCheck = (host: string) => (/^[\d.]+$|:/.test(host) ? { host: undefined, servername: "" } : {});
