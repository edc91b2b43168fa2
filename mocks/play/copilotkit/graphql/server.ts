import { useDeferStream } from "@graphql-yoga/plugin-defer-stream";
import { createSchema, createYoga, type Plugin } from "graphql-yoga";
import type { Json } from "../../../edit.ts";
import type { Answer, Call } from "../../behaviour.ts";
import { Demand } from "./demand.ts";
import { resolvers } from "./resolvers.ts";

/** Tokens of a document; the largest of the real clients has some 300. */
const mostTokens = 1000;
/** Headers of a request that the server looks at. */
const read = ["accept", "content-type"];

/** Headers of an answer that whoever carries it writes. */
const carried = new Set(["content-length", "connection", "transfer-encoding"]);

interface Context {
  readonly call: Call;
  readonly demand: Demand;
  /** Gets a result that comes bit by bit, and whether it is to be an answer in parts. */
  readonly taken: { result?: AsyncIterableIterator<Json>; inParts?: true };
}

/**
 * A GraphQL server with the library that the runtimes have, so that whatever a client sends is answered in their words.
 *
 * @param typeDefs the schema, in GraphQL's own language
 */
export function openServer(typeDefs: string): (call: Call) => Promise<Answer> {
  const yoga = createYoga<Context>({
    schema: createSchema({ typeDefs, resolvers: resolvers as never }),
    plugins: [useDeferStream(), boundedDocuments, partsAsValues],
    graphqlEndpoint: "/",
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: false,
    maskedErrors: false,
  });
  return async (call) => {
    const context: Context = { call, demand: new Demand(), taken: {} };
    const { method, url, text } = call;
    const sent = Object.fromEntries(read.flatMap((name) => (call.headers[name] ? [[name, call.headers[name]]] : [])));
    const request = { method, headers: sent, ...(method !== "GET" && { body: text }) };
    const response = await yoga.fetch(`http://localhost${url}`, request, context);
    const { result, inParts } = context.taken;
    const { status } = response;
    if (result && inParts) return { status, parts: context.demand.of(result) };
    // The client takes nothing that comes bit by bit: nobody will ask for the rest.
    if (result && status === 406) await result.return?.();
    const given = [...response.headers].map(([name, value]) => [name.toLowerCase(), value] as const);
    const headers = Object.fromEntries(given.filter(([name]) => !carried.has(name)));
    const body = await response.text();
    // The content type stands as it is, and no charset is added to it.
    if (!/json/.test(headers["content-type"] ?? "")) return { status, headers, contentType: "", body };
    return { status, headers, contentType: "application/json", body: JSON.parse(body) };
  };
}

/** A document of any depth, or of fragments in fragments, is refused before it costs more than reading it. */
const boundedDocuments: Plugin = {
  onParse({ parseFn, setParseFn }) {
    setParseFn((source: string, options: object) => parseFn(source, { ...options, maxTokens: mostTokens }));
  },
};

const takesParts = /\*\/\*|multipart\/(\*|mixed)/i;

/** An answer in parts is handed over as values: how it is written, and what is wrong with it, is the mock's business. */
const partsAsValues: Plugin = {
  onResultProcess({ request, result, setResultProcessor, serverContext }) {
    if (!(Symbol.asyncIterator in result)) return;
    const { taken } = serverContext as unknown as Context;
    taken.result = result as AsyncIterableIterator<Json>;
    if (!takesParts.test(request.headers.get("accept") ?? "*/*")) return;
    setResultProcessor((_, { Response }) => {
      taken.inParts = true;
      return new Response(null, { headers: { "content-type": 'multipart/mixed; boundary="-"' } });
    }, "multipart/mixed");
  },
};
