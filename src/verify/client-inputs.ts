import { isDeepStrictEqual } from "node:util";
import { type Contract, type Payload, sample, variants } from "../../contracts/index.ts";

/** One input that a client may send: what it always sends, and one member that is special. */
export interface ClientInput {
  /** The member; "" for the plain input. */
  readonly key: string;
  /** What is special, for a person. */
  readonly form: string;
  readonly value: unknown;
}

const limit = 60;

/**
 * What a client of a contract sends: its document's example as it stands, then that with each member in each of its
 * forms, the plain forms of every member before the deep ones of any.
 */
export function clientInputs({ schemas }: Contract, { schema, examples }: Payload): ClientInput[] {
  if (schema === undefined) return [];
  const plain = sample(schemas, schema) as Record<string, unknown>;
  const usual = (examples[0]?.value ?? plain) as Record<string, unknown>;
  const all = [...variants(schemas, schema, { depth: 1 }), ...variants(schemas, schema, { depth: 4 })];
  const inputs = all.flatMap(({ description, data }): ClientInput[] => {
    const special = Object.entries(data as object).filter(([key, value]) => !isDeepStrictEqual(value, plain[key]));
    // Several members at once say nothing of any one of them.
    if (special.length !== 1) return [];
    const [key, value] = special[0] as [string, unknown];
    return [{ key, form: description, value: { ...usual, [key]: value } }];
  });
  const distinct = new Map(inputs.map((input) => [JSON.stringify(input.value), input]));
  return [{ key: "", form: "the usual input", value: usual }, ...distinct.values()].slice(0, limit);
}
