import { type Contract, type HttpEndpoint, isMembers } from "../../contracts/index.ts";

/** The definition of an event type at this version of the contract; undefined where the version has no such event. */
function eventOf(
  { schemas }: Contract,
  endpoint: HttpEndpoint,
  type: string,
): Readonly<Record<string, unknown>> | undefined {
  const union = endpoint.answers.flatMap(({ content }) => content).find(({ stream }) => stream)?.schema;
  const branches = union === undefined ? undefined : schemas.$defs[union]?.oneOf;
  for (const branch of Array.isArray(branches) ? branches : []) {
    const name = isMembers(branch) && typeof branch.$ref === "string" ? branch.$ref.slice("#/$defs/".length) : "";
    const properties = schemas.$defs[name]?.properties;
    const tag = isMembers(properties) ? properties.type : undefined;
    if (isMembers(tag) && tag.const === type && isMembers(properties)) return properties;
  }
  return undefined;
}

/** Whether the contract, at its version, has events of a type. */
export function knows(contract: Contract, endpoint: HttpEndpoint, type: string): boolean {
  return eventOf(contract, endpoint, type) !== undefined;
}

/** Whether events of a type may have a key. */
export function knowsKey(contract: Contract, endpoint: HttpEndpoint, type: string, key: string): boolean {
  return Object.hasOwn(eventOf(contract, endpoint, type) ?? {}, key);
}
