import { buildSchema, coerceInputValue, type GraphQLInputObjectType, isInputObjectType, isScalarType } from "graphql";
import { type Contract, sample, spoil, validatorsOf, variants } from "../../../contracts/index.ts";

/** Values on which the JSON Schema of a GraphQL input and the GraphQL schema itself disagree, a sentence each. */
export function ofInputs(contract: Contract): string[] {
  if (contract.graphql === undefined) return [];
  return Object.values(schemaOf(contract.graphql)?.getTypeMap() ?? {})
    .filter((type): type is GraphQLInputObjectType => isInputObjectType(type) && type.name in contract.schemas.$defs)
    .flatMap((type) =>
      valuesOf(contract, type.name)
        .filter((value) => takes(type, value) !== (ours(contract, type.name, value) as boolean))
        .map(
          (value) =>
            `${type.name} of ${JSON.stringify(value)} is ${takes(type, value) ? "taken" : "refused"} by GraphQL`,
        ),
    );
}

function schemaOf(sdl: string) {
  try {
    const schema = buildSchema(sdl);
    // SDL says no more of a scalar than its name.
    const time = schema.getType("DateTimeISO");
    if (isScalarType(time)) Object.assign(time, { parseValue: timeOf });
    return schema;
  } catch {
    return undefined;
  }
}

function timeOf(value: unknown): unknown {
  if (typeof value === "string" && !Number.isNaN(Date.parse(value))) return value;
  throw new Error("no time");
}

function valuesOf({ schemas }: Contract, name: string): unknown[] {
  const good = sample(schemas, name, { seed: 1 });
  const more = variants(schemas, name, { depth: 1 }).map(({ data }) => data);
  return [
    good,
    ...more,
    ...spoil(schemas, name, good).map(({ data }) => data),
    { ...(good as object), noSuchKey: true },
  ];
}

const ours = (contract: Contract, name: string, value: unknown) =>
  validatorsOf(contract).check(name, value, "tolerant").breaches.length === 0;

function takes(type: GraphQLInputObjectType, value: unknown): boolean {
  const faults: unknown[] = [];
  coerceInputValue(value, type, (_path, _value, fault) => faults.push(fault));
  return faults.length === 0;
}
