import type { Answer, HttpEndpoint, While } from "../model/index.ts";
import { isObject } from "./json.ts";
import { readParameters } from "./parameters.ts";
import { readContent } from "./payloads.ts";
import { badDocument, child, children, expectObject, type Place, textAt } from "./place.ts";
import type { Reading } from "./reading.ts";

/** Reads one operation of an OpenAPI document; `path` is relative to the server. */
export function readOperation(
  method: string,
  path: string,
  pathItem: Place,
  operation: Place,
  reading: Reading,
): HttpEndpoint {
  expectObject(operation);
  const id = textAt(operation, "operationId") ?? idOf(method, path);
  const body = reading.at(operation, "requestBody");
  const held = readWhile(child(operation, "x-while"));
  const fresh = readPointers(child(operation, "x-fresh"));
  const when = readPairs(child(operation, "x-when"));
  const values = readPairs(child(operation, "x-values")) as HttpEndpoint["values"];
  const silent = readPointers(child(child(operation, "x-silent"), "at"));
  const forwards = readTexts(child(child(operation, "x-forwards"), "headers"));
  return {
    transport: "http",
    id,
    summary: textAt(operation, "summary") ?? textAt(pathItem, "summary") ?? "",
    method: method.toUpperCase(),
    path,
    parameters: readParameters(pathItem, operation, path, id, reading),
    ...(body.value === undefined ? {} : { request: readRequest(body, id, reading) }),
    answers: readAnswers(child(operation, "responses"), id, reading),
    order: reading.order(operation),
    ...reading.probe(operation),
    ...(held ? { while: held } : {}),
    ...(when ? { when } : {}),
    ...(fresh.length > 0 ? { fresh } : {}),
    ...(values ? { values } : {}),
    ...(silent.length > 0 ? { silent } : {}),
    ...(forwards.length > 0 ? { forwards } : {}),
  };
}

/** `x-when`, `x-values`: JSON pointers into the body of the request, with the values there or by name. */
function readPairs(place: Place): Record<string, unknown> | undefined {
  if (place.value === undefined || isObject(place.value)) return place.value;
  throw badDocument(place, "must be an object of JSON pointers");
}

/** `x-fresh`, `x-silent`: JSON pointers into the body of the request. */
const readPointers = (place: Place) => readTexts(place, "JSON pointers");

function readTexts(place: Place, what = "texts"): readonly string[] {
  if (place.value === undefined) return [];
  if (!Array.isArray(place.value)) throw badDocument(place, `must be a list of ${what}`);
  return place.value.map(String);
}

/** `get-ws-client-client-id` from method and path. */
function idOf(method: string, path: string): string {
  return (
    `${method} ${path}`
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? method
  );
}

function readRequest(body: Place, id: string, reading: Reading) {
  return { required: child(body, "required").value === true, content: readContent(body, `${id} request`, reading) };
}

function readAnswers(responses: Place, id: string, reading: Reading): Answer[] {
  const all = children(expectObject(responses)).filter(([status]) => !status.startsWith("x-"));
  return all.map(([status, unfollowed]) => {
    const place = expectObject(reading.references.follow(unfollowed));
    return {
      status: status === "default" ? status : status.toUpperCase(),
      description: textAt(place, "description") ?? "",
      headers: readHeaders(child(place, "headers"), `${id} ${status}`, reading),
      content: readContent(place, `${id} ${status}`, reading),
    };
  });
}

function readHeaders(headers: Place, hint: string, reading: Reading): Answer["headers"] {
  const found = children(headers).flatMap(([name, unfollowed]) => {
    const place = reading.references.follow(unfollowed);
    const content = children(child(place, "content"))[0]?.[1];
    const schema = child(content ?? place, "schema");
    // OpenAPI 3.1, "Response Object": a header of this name is ignored, the media type says it.
    if (name.toLowerCase() === "content-type") return [];
    const nameOf = () => reading.schemas.nameOf(schema, `${hint} ${name}`);
    const promise = {
      required: child(place, "required").value === true,
      schema: schema.value === undefined ? reading.schemas.add({}, `${hint} ${name}`) : nameOf(),
    };
    return [[name.toLowerCase(), promise] as const];
  });
  return Object.fromEntries(found);
}

function readWhile(place: Place): While | undefined {
  if (place.value === undefined) return undefined;
  const socket = textAt(place, "socket");
  const parameters = child(place, "parameters").value ?? {};
  if (socket === undefined || !isObject(parameters)) throw badDocument(place, "must name a socket and its parameters");
  return { socket, parameters: parameters as While["parameters"] };
}
