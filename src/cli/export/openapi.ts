import type { OpenAPIV3_1 } from "openapi-types";
import type { Answer, Contract, HttpEndpoint, Parameter, Payload } from "../../../contracts/index.ts";
import { moved, pointer } from "./references.ts";

/** OpenAPI 3.1, widened by the one thing of 3.2 that is written: the schema of each frame of a stream. */
type MediaType = OpenAPIV3_1.MediaTypeObject & { readonly itemSchema?: OpenAPIV3_1.ReferenceObject };
type Extensions = { readonly [name: `x-${string}`]: unknown };

const home = "#/components/schemas/";
const ref = (name: string) => ({ $ref: pointer(home, name) });

/** The HTTP side of a contract as one OpenAPI document; 3.2 where it streams, for `itemSchema`. Undefined without any. */
export function asOpenApi(contract: Contract): Record<string, unknown> | undefined {
  const endpoints = contract.endpoints.filter((one): one is HttpEndpoint => one.transport === "http");
  if (endpoints.length === 0) return undefined;
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = `${endpoint.path || "/"}${endpoint.when ? `#${endpoint.id}` : ""}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  const streams = endpoints.some(({ answers }) => answers.some(({ content }) => content.some(({ stream }) => stream)));
  return {
    openapi: streams ? "3.2.0" : "3.1.1",
    info: { title: contract.title, version: contract.version },
    ...(contract.emptyPath && { "x-empty-path": true }),
    ...(contract.frontend !== undefined && { "x-frontend": contract.frontend }),
    ...(contract.graphql !== undefined && { "x-graphql": { text: contract.graphql } }),
    ...(contract.instead && { "x-instead": contract.instead }),
    servers: [{ url: contract.server ?? "/", "x-unregistered": contract.unregistered }],
    paths,
    ...(contract.calls && { webhooks: Object.fromEntries(contract.calls.map(webhook)) }),
    components: { schemas: moved(contract.schemas.$defs, home) },
  };
}

function operation(endpoint: HttpEndpoint): OpenAPIV3_1.OperationObject & Extensions {
  const { id, summary, parameters, request, answers, order, probe } = endpoint;
  return {
    operationId: id,
    ...(summary && { summary }),
    ...(parameters.length > 0 && { parameters: parameters.map(parameter) }),
    ...(request && { requestBody: { required: request.required, content: contentOf(request.content) } }),
    responses: Object.fromEntries(answers.map((answer) => [answer.status, response(answer)])),
    ...(order.length > 0 && { "x-order": order }),
    ...(probe && { "x-probe": probe }),
    ...(endpoint.while && { "x-while": endpoint.while }),
    ...(endpoint.when && { "x-when": endpoint.when }),
    ...(endpoint.fresh && { "x-fresh": endpoint.fresh }),
    ...(endpoint.values && { "x-values": endpoint.values }),
    ...(endpoint.silent && { "x-silent": { at: endpoint.silent } }),
    ...(endpoint.forwards && { "x-forwards": { headers: endpoint.forwards } }),
  };
}

const webhook = (call: HttpEndpoint) => [call.id, { [call.method.toLowerCase()]: operation(call) }] as const;

function parameter({ name, in: where, required, schema, example }: Parameter): OpenAPIV3_1.ParameterObject {
  return { name, in: where, required, schema: ref(schema), ...(example !== undefined && { example }) };
}

function response({ description, headers, content }: Answer): OpenAPIV3_1.ResponseObject {
  const promised = Object.entries(headers).map(([name, one]) => [
    name,
    { required: one.required, schema: ref(one.schema) },
  ]);
  return {
    description,
    ...(promised.length > 0 && { headers: Object.fromEntries(promised) }),
    ...(content.length > 0 && { content: contentOf(content) }),
  };
}

function contentOf(content: readonly Payload[]): Record<string, MediaType> {
  return Object.fromEntries(
    content.map(({ mediaType, schema, stream, examples, relays }) => [
      mediaType,
      {
        ...(relays !== undefined && { "x-relays": { call: relays } }),
        ...(schema !== undefined && { [stream ? "itemSchema" : "schema"]: ref(schema) }),
        ...(examples.length > 0 && {
          examples: Object.fromEntries(examples.map(({ name, value }) => [name, { value }])),
        }),
      },
    ]),
  );
}
