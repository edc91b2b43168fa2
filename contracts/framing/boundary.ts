/** Longest boundary that RFC 2046, 5.1.1 allows, in characters. */
const longest = 70;

/** What clients of incremental delivery take where the content type names none. */
const usual = "-";

/** What parts are sent as where nothing else is wanted. */
export const multipartType = `multipart/mixed; boundary="${usual}"`;

/** The boundary of a `multipart` content type, as clients take it, and what is wrong with it. */
export interface Boundary {
  readonly boundary: string;
  /** One sentence; undefined where RFC 2046 has nothing against it. */
  readonly fault?: string;
}

/**
 * The boundary that a content type names, quoted or not. Without one it is `-`, as urql, Apollo Client and meros take it;
 * RFC 2046 demands one of 1 to 70 characters.
 */
export function boundaryOf(contentType: string | undefined): Boundary {
  const found = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;"]*))/i.exec(contentType ?? "");
  const boundary = found?.[1] ?? found?.[2] ?? "";
  if (boundary === "") return { boundary: usual, fault: "The content type names no boundary; it must." };
  if (boundary.length <= longest) return { boundary };
  return { boundary, fault: `The boundary has ${boundary.length} characters; ${longest} are allowed.` };
}
