import { type Message, sample } from "../../../contracts/index.ts";
import type { Context } from "../context.ts";

/** What is sent for a client's message: each of its examples, else one value made from its schema. */
export function messageValues(context: Context, message: Message): readonly unknown[] {
  const { contract, seed } = context.settings;
  if (message.examples.length > 0) return message.examples.map(({ value }) => value);
  return [sample(contract.schemas, message.schema, { seed })];
}
