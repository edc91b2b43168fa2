import type { Contract, HttpEndpoint } from "../../contracts/index.ts";

type Json = { [key: string]: unknown };

interface Increment {
  readonly path: readonly (string | number)[];
  readonly items?: readonly unknown[];
  readonly data?: Json;
}

/** What a page sends, out of the document itself: an example of an operation, with other members of `variables.data`. */
export function bodyOf({ endpoints }: Contract, operation: string, data: object = {}, example = "refund") {
  const endpoint = endpoints.find(({ id }) => id === operation) as HttpEndpoint;
  const examples = endpoint.request?.content[0]?.examples ?? [];
  const body = (examples.find(({ name }) => name === example) ?? examples[0])?.value as { variables: { data: object } };
  return { ...body, variables: { ...body.variables, data: { ...body.variables.data, ...data } } };
}

/** One message of a user. */
export const says = (content: string, id = "m1") => ({
  id,
  createdAt: "2026-01-01T00:00:00.000Z",
  textMessage: { content, role: "user" },
});

/** The JSON of each part of a `multipart/mixed` text. */
export const partsIn = (text: string): Json[] =>
  [...text.matchAll(/\r\n\r\n(.*)\r\n---/g)].map(([, json = ""]) => JSON.parse(json));

/** The answer that the parts come to: each increment put where its path says. */
export function assembled(text: string) {
  const [first, ...rest] = partsIn(text);
  const answer = structuredClone(first?.data) as Json;
  for (const { path, items, data } of rest.flatMap(({ incremental = [] }) => incremental as Increment[])) {
    const way = items ? path.slice(0, -1) : path;
    const target = way.reduce<Json>((value, key) => value[key] as Json, answer);
    if (items) (target as unknown as unknown[]).splice(Number(path.at(-1)), 0, ...items);
    else Object.assign(target, data);
  }
  return answer.generateCopilotResponse as Json & { readonly messages: readonly Json[]; readonly status: Json };
}
