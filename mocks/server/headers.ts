import type { IncomingMessage } from "node:http";
import type { HeaderMap } from "../../contracts/index.ts";

/** Header names in lower case, as Node gives them; several values of one name joined. */
export function headersOf({ headers }: IncomingMessage): HeaderMap {
  const several = Object.entries(headers).filter(([, value]) => Array.isArray(value));
  if (several.length === 0) return headers as HeaderMap;
  return { ...(headers as HeaderMap), ...Object.fromEntries(several.map(([name, value]) => [name, String(value)])) };
}
