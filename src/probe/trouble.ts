import type { End } from "../../contracts/index.ts";

type SystemError = Error & {
  code?: string;
  syscall?: string;
  address?: string;
  port?: number;
  hostname?: string;
  errors?: readonly SystemError[];
};

const place = ({ address, port }: SystemError) =>
  address?.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;

const sentences: Readonly<Record<string, (error: SystemError) => string>> = {
  ECONNREFUSED: (error) => `nothing listens on ${place(error)} (ECONNREFUSED)`,
  ETIMEDOUT: (error) => `${place(error)} does not take connections (ETIMEDOUT)`,
  EHOSTUNREACH: (error) => `there is no way to ${place(error)} (EHOSTUNREACH)`,
  ENETUNREACH: (error) => `there is no way to ${place(error)} (ENETUNREACH)`,
  ENOTFOUND: (error) => `the name ${error.hostname} has no address (ENOTFOUND)`,
  EAI_AGAIN: (error) => `the name ${error.hostname} could not be looked up (EAI_AGAIN)`,
  ECONNRESET: () => "the connection was closed without an answer (ECONNRESET)",
  EPIPE: () => "the connection was closed while the request was being sent (EPIPE)",
  EPROTO: () => "the server does not speak TLS there (EPROTO); is it http: rather than https:?",
};

/**
 * What a connection error says, as one sentence that names every address that was tried. Node puts several addresses
 * of one name into an AggregateError with an empty message (observed on Node 20).
 */
export function troubleOf(error: unknown): string {
  const trouble = error as SystemError;
  if (trouble.errors?.length) return trouble.errors.map(troubleOf).join("; ");
  const code = trouble.code ?? "";
  if (code.startsWith("HPE_")) return `what answers there does not speak HTTP (${code})`;
  if (/CERT|SELF_SIGNED|ALTNAME/.test(code)) return `the TLS certificate was not accepted (${code})`;
  return sentences[code]?.(trouble) ?? `the connection failed (${code || trouble.message})`;
}

/** How an exchange ended that broke: nothing was answered, or the answer broke off. */
export function brokenEnd(error: unknown, answered: boolean): End {
  return answered
    ? { how: "cut", message: `the answer broke off (${(error as SystemError).code ?? (error as Error).message})` }
    : { how: "refused", message: troubleOf(error) };
}
