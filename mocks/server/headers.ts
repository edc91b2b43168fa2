import type { IncomingMessage } from "node:http";
import type { HeaderMap } from "../../contracts/index.ts";

/** Header names in lower case, as Node gives them: several values of one name joined, but for this one (Node, `message.headers`). */
export function headersOf({ headers }: IncomingMessage): HeaderMap {
  const { "set-cookie": several } = headers;
  return (several ? { ...headers, "set-cookie": several.join(", ") } : headers) as HeaderMap;
}
