import type { Payload } from "../model/index.ts";

/** `text/event-stream; charset=utf-8` without its parameters, in lower case. */
const bareMediaType = (header: string | undefined): string => (header ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** Whether text of this media type is JSON (RFC 6838, 4.2.8 for the suffix). */
export const isJson = (mediaType: string): boolean => /^application\/json$|\+json$/.test(bareMediaType(mediaType));

export const isEventStream = (mediaType: string): boolean => bareMediaType(mediaType) === "text/event-stream";

/** Whether a body of this media type comes in parts that are read one by one. */
export const isMultipart = (mediaType: string): boolean => bareMediaType(mediaType) === "multipart/mixed";

/** The payload that a content type belongs to: an exact name beats a range (RFC 9110, 12.5.1). */
export function payloadFor(content: readonly Payload[], header: string | undefined): Payload | undefined {
  const exact = content.find(({ mediaType }) => mediaType === header);
  if (exact) return exact;
  const seen = bareMediaType(header);
  const rank = ({ mediaType }: Payload): number => {
    const promised = bareMediaType(mediaType);
    if (promised === seen) return 3;
    if (promised.endsWith("/*") && seen.startsWith(promised.slice(0, -1))) return 2;
    return promised === "*/*" ? 1 : 0;
  };
  let best: Payload | undefined;
  for (const payload of content) if (rank(payload) > (best ? rank(best) : 0)) best = payload;
  return best;
}
