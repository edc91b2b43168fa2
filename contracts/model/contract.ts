import type { Endpoint, HttpEndpoint } from "./endpoint.ts";

/** A JSON Schema 2020-12 node. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** All schemas of one contract at one version: plain JSON Schema; every `$ref` is `#/$defs/NAME`. */
export interface Schemas {
  readonly $defs: Readonly<Record<string, JsonSchema>>;
}

/** What the stack answers where nothing is registered (`x-unregistered`, once per server). */
export interface Unregistered {
  /** A path without a route. */
  readonly path?: { readonly status: number; readonly body?: unknown };
  /** A registered path, asked with another method. */
  readonly method?: { readonly status: number; readonly body?: unknown };
  /** A WebSocket upgrade where no socket route is. */
  readonly upgrade?: { readonly status: number };
}

/** What another protocol answers where this one was expected (`x-instead`). */
export interface Instead {
  readonly status: number;
  /** Part of the body. */
  readonly says: string;
  /** What is spoken there, for a sentence. */
  readonly speaks: string;
}

/** What one service promises on the wire, at one version. */
export interface Contract {
  /** `customer-support`, or the document's title in kebab-case for a user's own. */
  readonly name: string;
  /** Version of its line that was projected. */
  readonly version: string;
  /** Package that the versions are of, for example `@ag-ui/core`; "" for a document without `x-source`. */
  readonly line: string;
  readonly title: string;
  /** First 12 hex digits of the SHA-256 of the projected documents; equal digests are equal promises. */
  readonly digest: string;
  /** The documents' own server, for example `http://localhost:8000`; undefined where they name none. */
  readonly server?: string;
  /** Origin of the frontend (`x-frontend`), for example `http://localhost:3000`. */
  readonly frontend?: string;
  /** True where the contract's one path is the target URL itself (`x-empty-path`). */
  readonly emptyPath: boolean;
  readonly endpoints: readonly Endpoint[];
  /** What the service asks of others while it answers (OpenAPI's `webhooks`); absent where it asks nobody. */
  readonly calls?: readonly HttpEndpoint[];
  readonly schemas: Schemas;
  readonly unregistered: Unregistered;
  readonly instead?: readonly Instead[];
  /** SDL of the GraphQL schema that it answers by (`x-graphql`), as it is at this version. */
  readonly graphql?: string;
  /** True for the contracts that come with the package. */
  readonly builtIn: boolean;
}
