import type { Contract, JsonSchema, Message } from "../model/index.ts";
import { isNode, own } from "./schema-node.ts";
import { tagValues } from "./tag.ts";
import { validatorsOf } from "./validators.ts";

/** Names that documents give to the property that tells messages apart, tried in this order. */
const usual = ["type", "event", "kind", "action", "op", "method"];

const cache = new WeakMap<readonly Message[], (value: unknown) => Message | undefined>();

/**
 * Which of the messages a value is: the one whose tag it carries, though the rest of it may be misshapen; where several
 * share the tag, or none has one, the first that it fits. Undefined where it is none of them.
 */
export function messageOf(contract: Contract, messages: readonly Message[], value: unknown): Message | undefined {
  const known = cache.get(messages) ?? createNaming(contract, messages);
  cache.set(messages, known);
  return known(value);
}

function createNaming(contract: Contract, messages: readonly Message[]) {
  const definitions = contract.schemas.$defs;
  const schemaOf = ({ schema }: Message): JsonSchema => own(definitions, schema) as JsonSchema;
  const first = messages[0] && schemaOf(messages[0]);
  const names = [...usual, ...(isNode(first?.properties) ? Object.keys(first.properties) : [])];
  const valuesOf = (name: string) => messages.map((message) => tagValues(schemaOf(message), name, definitions, false));
  const tag = names.find((name) => valuesOf(name).every((values) => values.length > 0));
  const byTag = new Map<string, Message[]>();
  if (tag !== undefined) {
    for (const [at, values] of valuesOf(tag).entries()) {
      for (const one of values) byTag.set(one, [...(byTag.get(one) ?? []), messages[at] as Message]);
    }
  }
  return (value: unknown): Message | undefined => {
    const at = tag === undefined ? undefined : own(value, tag);
    const candidates = tag === undefined ? messages : typeof at === "string" ? (byTag.get(at) ?? []) : [];
    if (tag !== undefined && candidates.length === 1) return candidates[0];
    const fits = (message: Message) =>
      validatorsOf(contract).check(message.schema, value, "tolerant").breaches.length === 0;
    return candidates.find(fits) ?? (tag === undefined ? undefined : candidates[0]);
  };
}
