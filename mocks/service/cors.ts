import type { Contract } from "../../contracts/index.ts";

/** What a preflight is answered, as Starlette's CORSMiddleware does. */
export interface Preflight {
  readonly status: 200 | 400;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

/** Which origins a page may have: any on this machine, or those of the contract. */
export class Cors {
  readonly #allowed: (origin: string) => boolean;

  constructor(contract: Contract, mode: "open" | "contract") {
    const listed = new Set(originsOf(contract));
    this.#allowed = (origin) => (mode === "open" && isLoopback(origin)) || listed.has(origin);
  }

  allows(origin: string): boolean {
    return this.#allowed(origin);
  }

  preflight(origin: string, asked: string | undefined): Preflight {
    const common = {
      "access-control-allow-methods": methods,
      "access-control-max-age": "600",
      "access-control-allow-credentials": "true",
      ...(asked !== undefined && { "access-control-allow-headers": asked }),
      vary: "Origin",
      "content-type": "text/plain; charset=utf-8",
    };
    if (!this.allows(origin)) return { status: 400, headers: common, body: "Disallowed CORS origin" };
    return { status: 200, headers: { ...common, "access-control-allow-origin": origin }, body: "OK" };
  }

  /** Headers of an ordinary answer. */
  headers(origin: string | undefined): Record<string, string> {
    if (origin === undefined || !this.allows(origin)) return { vary: "Origin" };
    return { "access-control-allow-origin": origin, "access-control-allow-credentials": "true", vary: "Origin" };
  }
}

/** The contract's frontend, and what its preflight promises to allow. */
function originsOf({ frontend, endpoints, schemas }: Contract): string[] {
  const promised = endpoints.flatMap((endpoint) => {
    if (endpoint.transport !== "http" || endpoint.method !== "OPTIONS") return [];
    return endpoint.answers.flatMap(({ headers }) => {
      const schema = schemas.$defs[headers["access-control-allow-origin"]?.schema ?? ""];
      return [schema?.const, ...(Array.isArray(schema?.enum) ? schema.enum : [])];
    });
  });
  return [frontend, ...promised].filter((origin) => typeof origin === "string");
}

/** Whether an origin or a host name is this machine. */
export function isLoopback(origin: string): boolean {
  const host = URL.canParse(origin) ? new URL(origin).hostname : origin;
  return /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(host);
}
