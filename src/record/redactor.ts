import type { Exchange, Frame, HeaderMap } from "../../contracts/index.ts";

/** What stands where a secret stood; plain letters, so that a URL stays one. */
const redacted = "REDACTED";

/** Shorter values are taken out where they were named alone: elsewhere they may be any word. */
const shortest = 8;
/** Cookies hold settings too, so a plain word of one is no secret elsewhere. */
const isWord = (text: string) => text.length < 20 && !/\d/.test(text);
/** Values that are remembered; the oldest is forgotten first. */
const most = 1000;

const secretHeader = /^(proxy-)?authorization$|^(set-)?cookie$|^x-.*key$|(^|-)api-?key$|token|secret|password|^x-auth$/;
const secretQuery = /key$|token|secret|password|signature|^(sig|auth|authorization|jwt|credential)$/;
/** Narrower than that of headers: `token` alone is what a model streams, and a key may be any name of a thing. */
const secretMember = /api_?key$|(access|auth|bearer|id|refresh|session|csrf)_?token$|secret|password|^authorization$/;

// Every repetition has a bound: what passes may be large, and made to be slow to search.
const member = /"([^"\\]{1,80})"(\s{0,80}:\s{0,80})"((?:[^"\\]|\\.){0,16384})"/g;
/** A signed JSON Web Token (RFC 7519), whatever it is sent in: a subprotocol of a socket, say. */
const webToken = /\beyJ[\w-]{10,400}\.[\w-]{10,16384}\.[\w-]{1,1000}/g;
const queryPair = /([?&])([^=&#\s]{1,80})=([^&#\s]*)/g;

/**
 * Takes secrets out of exchanges before anybody keeps or shows them: the values of headers, query parameters and members
 * of what the client sends, by their names. A value that was a secret once is taken out wherever it stands, in this
 * exchange and all later ones.
 */
export class Redactor {
  readonly #known = new Set<string>();

  /** @param headers that go with every request; the target may repeat what is secret in them */
  constructor(headers: HeaderMap) {
    this.#headers(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])));
  }

  exchange(exchange: Exchange): Exchange {
    const { request, response, frames } = exchange;
    const sent = { ...request, url: this.#url(request.url), headers: this.#headers(request.headers) };
    const asked = request.body === undefined ? sent : { ...sent, body: this.#members(request.body) };
    const head = response && { ...response, headers: this.#headers(response.headers) };
    const said = frames.map((frame) =>
      frame.from === "client" ? this.#frame(frame, (raw) => this.#members(raw)) : frame,
    );
    // Twice over, for what is named at the end may stand at the beginning.
    return {
      ...exchange,
      request: this.#request(asked),
      ...(head && { response: { ...head, headers: mapValues(head.headers, (value) => this.text(value)) } }),
      frames: said.map((frame) => this.#frame(frame, (raw) => this.text(raw))),
      end: "message" in exchange.end ? { ...exchange.end, message: this.text(exchange.end.message) } : exchange.end,
    };
  }

  /** A text without the secrets that are known. */
  text(text: string): string {
    let clean = text.replace(webToken, redacted);
    for (const secret of this.#known) if (clean.includes(secret)) clean = clean.replaceAll(secret, redacted);
    return clean;
  }

  #request(request: Exchange["request"]): Exchange["request"] {
    const { url, headers, body } = request;
    const clean = { ...request, url: this.text(url), headers: mapValues(headers, (value) => this.text(value)) };
    return body === undefined ? clean : { ...clean, body: this.text(body) };
  }

  #frame(frame: Frame, clean: (raw: string) => string): Frame {
    if (!frame.binary) return { ...frame, raw: clean(frame.raw) };
    // latin1 keeps every byte as it is.
    const bytes = Buffer.from(frame.raw, "base64").toString("latin1");
    const cleaned = clean(bytes);
    return cleaned === bytes ? frame : { ...frame, raw: Buffer.from(cleaned, "latin1").toString("base64") };
  }

  #headers(headers: HeaderMap): HeaderMap {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => {
        if (!secretHeader.test(name)) return [name, this.#url(value)];
        for (const secret of secretsIn(name, value)) this.#remember(secret);
        return [name, redacted];
      }),
    );
  }

  /** A text with the secret parameters of the URLs in it taken out. */
  #url(text: string): string {
    return text.replace(queryPair, (whole, mark: string, name: string, value: string) => {
      if (!secretQuery.test(name.toLowerCase()) || value === "") return whole;
      this.#remember(value);
      this.#remember(decoded(value));
      return `${mark}${name}=${redacted}`;
    });
  }

  #members(raw: string): string {
    return raw.replace(member, (whole, name: string, colon: string, value: string) => {
      if (!secretMember.test(name.toLowerCase()) || value === "") return whole;
      this.#remember(value);
      return `"${name}"${colon}"${redacted}"`;
    });
  }

  #remember(secret: string): void {
    if (secret.length < shortest || secret === redacted) return;
    this.#known.add(secret);
    const [oldest] = this.#known;
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** The values of cookies, what follows the scheme of an authorization, else the header's value. */
function secretsIn(name: string, value: string): string[] {
  if (name === "cookie")
    return value
      .split(";")
      .map(valueOfPair)
      .filter((one) => !isWord(one));
  if (name === "set-cookie") {
    // Several are joined by a comma; an attribute (Path, Expires) is no secret.
    const values = [...value.matchAll(/(?:^|, )[^=;, ]+=([^;,]*)/g)].map(([, one]) => one ?? "");
    return values.filter((one) => !isWord(one));
  }
  const [, rest] = /^\S+ +(.+)$/.exec(value) ?? [];
  if (rest === undefined) return [value];
  const basic = /^basic /i.test(value) ? Buffer.from(rest, "base64").toString("utf8").split(":").slice(1) : [];
  return [rest, ...basic];
}

const valueOfPair = (pair: string) => pair.slice(pair.indexOf("=") + 1).trim();

const mapValues = (map: HeaderMap, change: (value: string) => string): HeaderMap =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
