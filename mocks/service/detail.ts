import { isMembers, type RequestBreach } from "../../contracts/index.ts";

/** One entry of FastAPI's 422 `detail`, as pydantic 2 writes it. */
export interface Detail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** pydantic's name and sentence for a value of the wrong type, by the word in our sentence. */
const types: readonly (readonly [RegExp, string, string])[] = [
  [/\bstring\b/, "string_type", "Input should be a valid string"],
  [/\barray\b/, "list_type", "Input should be a valid list"],
  [/\bobject\b/, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"],
  [/\binteger\b/, "int_type", "Input should be a valid integer"],
  [/\bnumber\b/, "float_type", "Input should be a valid number"],
  [/\bboolean\b/, "bool_type", "Input should be a valid boolean"],
];

/** Says in FastAPI's words what the engine found wrong with a request. */
export function detailsOf(breaches: readonly RequestBreach[], text: string): Detail[] {
  return breaches.map((breach) => {
    if (breach.rule === "framing/json") return malformed(text);
    const body = parsed(text);
    const tokens = tokensOf(breach.path);
    if (breach.in !== "body") return detailOf(breach, [breach.in, ...tokens], tokens.join("/"));
    if (body === undefined) {
      return { type: "missing", loc: ["body"], msg: "Field required", input: null };
    }
    if (/is sent with/.test(breach.message)) {
      const [, type, msg] = types[2]!;
      return { type, loc: ["body"], msg, input: text };
    }
    const owner = breach.rule === "shape/required" ? tokens.slice(0, -1) : tokens;
    return detailOf(breach, ["body", ...locOf(body, tokens)], at(body, owner));
  });
}

function detailOf({ rule, message }: RequestBreach, loc: readonly (string | number)[], input: unknown): Detail {
  if (rule === "shape/required") {
    // A union without its tag is pydantic's own case, and it names the union.
    const tag = loc.at(-1);
    if ((tag === "role" || tag === "type") && isMembers(input) && loc.some((token) => typeof token === "number")) {
      const msg = `Unable to extract tag using discriminator '${tag}'`;
      return { type: "union_tag_not_found", loc: loc.slice(0, -1), msg, input, ctx: { discriminator: `'${tag}'` } };
    }
    return { type: "missing", loc, msg: "Field required", input };
  }
  if (rule === "shape/unknown-key")
    return { type: "extra_forbidden", loc, msg: "Extra inputs are not permitted", input };
  if (rule === "shape/unknown-type") {
    const msg = "Input tag found does not match any of the expected tags";
    return { type: "union_tag_invalid", loc: loc.slice(0, -1), msg, input };
  }
  if (rule === "shape/value")
    return { type: "literal_error", loc, msg: "Input should be one of the expected values", input };
  const wanted = /must be ([^,.;]+)/.exec(message)?.[1] ?? message;
  const [, type = "value_error", msg = message] = types.find(([word]) => word.test(wanted)) ?? [];
  return { type, loc, msg, input };
}

function malformed(text: string): Detail {
  let place = 0;
  try {
    JSON.parse(text);
  } catch (error) {
    place = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
  }
  const ctx = { error: "Expecting value" };
  return { type: "json_invalid", loc: ["body", place], msg: "JSON decode error", input: {}, ctx };
}

/** pydantic puts the tag of a tagged union into the place: messages, 0, user, id. */
function locOf(body: unknown, tokens: readonly string[]): (string | number)[] {
  const loc: (string | number)[] = [];
  for (const [index, token] of tokens.entries()) {
    const value = at(body, tokens.slice(0, index));
    const before = loc.at(-1);
    if (typeof before === "number" && isMembers(value)) {
      const tag = value.role ?? (value.type === "function" ? undefined : value.type);
      if (typeof tag === "string" && token !== "role") loc.push(tag);
    }
    loc.push(/^\d+$/.test(token) ? Number(token) : token);
  }
  return loc;
}

function at(value: unknown, tokens: readonly string[]): unknown {
  return tokens.reduce<unknown>(
    (inner, token) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[token] : undefined,
    value,
  );
}

const tokensOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
