const webToken = /\beyJ[\w-]{10,400}\.[\w-]{10,16384}\.[\w-]{1,1000}/g;
const queryPair = /([?&])([^=&#\s"']{1,80})=([^&#\s"']*)/g;
const named =
  /\b([\w-]{0,40}(?:key|token|secret|password|passwd|authorization)["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer |basic )?)[^\s"',&}]+/gi;
const option = /(--[\w-]{0,40}(?:key|token|secret|password|passwd)[ =])\S+/gi;
const bearer = /\b(bearer|basic) [\w.~+/=-]{8,}/gi;

/** A text without what may be a secret: values of queries, tokens, and what stands behind a name like password. */
export function withoutSecrets(text: string): string {
  return text
    .replace(webToken, "…")
    .replace(queryPair, "$1$2=…")
    .replace(bearer, "$1 …")
    .replace(option, "$1…")
    .replace(named, "$1…");
}
