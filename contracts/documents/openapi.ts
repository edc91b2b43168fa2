import type { HttpEndpoint } from "../model/index.ts";
import { readOperation } from "./http-operation.ts";
import { child, children, expectObject, type Place } from "./place.ts";
import type { Reading } from "./reading.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Reads the operations of an OpenAPI 3.1 or 3.2 document. */
export function readOpenApi(root: Place, reading: Reading): HttpEndpoint[] {
  const emptyPath = child(root, "x-empty-path").value === true;
  const paths = expectObject(child(root, "paths"));
  return children(paths).flatMap(([path, unfollowed]) => {
    if (path.startsWith("x-")) return [];
    const pathItem = expectObject(reading.references.follow(unfollowed));
    return operationsOf(pathItem).map(([method, operation]) =>
      readOperation(method, emptyPath ? "" : withoutFragment(path), pathItem, operation, reading),
    );
  });
}

/** What the service asks of others (OpenAPI's `webhooks`): each at an address that only its user knows, so the path is "". */
export function readCalls(root: Place, reading: Reading): HttpEndpoint[] {
  return children(expectObject(child(root, "webhooks"))).flatMap(([name, unfollowed]) => {
    if (name.startsWith("x-")) return [];
    const item = expectObject(reading.references.follow(unfollowed));
    return operationsOf(item).map(([method, operation]) => readOperation(method, "", item, operation, reading));
  });
}

/** A fragment is never sent; it tells operations of one path apart in the document, and `x-when` does on the wire. */
const withoutFragment = (path: string) => path.split("#", 1)[0]!;

function operationsOf(pathItem: Place): [string, Place][] {
  const fixed = children(pathItem).filter(([key]) => methods.includes(key));
  // OpenAPI 3.2: any other method.
  return [...fixed, ...children(child(pathItem, "additionalOperations"))];
}
