/** One problem of a 422 of FastAPI's: of what kind, where (`body.messages.0.user.id`), and what else is said of it. */
export interface Problem {
  readonly type: string;
  readonly loc: string;
  readonly said: string;
}

/** JSON, JSON within a text, or as Python prints it; pydantic 1 has the type behind the place. */
const problem =
  /["']type["']:\s*["']([\w.]+)["'],\s*["']loc["']:\s*[[(]([^\])]*)|["']loc["']:\s*[[(]([^\])]*)[\])],\s*["']msg["']:\s*"[^"]*",\s*["']type["']:\s*["']([\w.]+)["']/g;

/** The problems in a text that may be cut. */
export function problemsIn(text: string): Problem[] {
  const plain = text.replace(/\\+"/g, '"');
  const found = [...plain.matchAll(problem)];
  return found.map(({ 1: type, 2: loc, 3: oldLoc, 4: oldType, 0: all, index }, at) => ({
    type: type ?? oldType ?? "",
    loc: (loc ?? oldLoc ?? "").split(/,\s*/).map(bare).filter(Boolean).join("."),
    said: plain.slice(index + all.length, found[at + 1]?.index),
  }));
}

const bare = (part: string) => part.trim().replace(/^["']|["']$/g, "");

/** What was sent begins with one of these keys. */
const begins = (...keys: readonly string[]) =>
  new RegExp(`["']input["']:\\s*\\{\\s*["'](?:${keys.join("|")})["']\\s*:`);
const graphql = begins("operationName", "query", "variables", "extensions");
const envelope = begins("method", "params", "body");
/** What `wirecheck` itself asks is no news: it has a mark, or nothing in it at all. */
const ours = /["']input["']:\s*(?:\{\s*\}|\{\s*["']query["']:\s*["']\{__typename\}["'])/;

const is = (type: RegExp, loc: RegExp, said?: RegExp) => (one: Problem) =>
  type.test(one.type) && loc.test(one.loc) && (said?.test(one.said) ?? true);
const missing = /^(value_error\.)?missing$/;
const required = /^body\.(threadId|runId|state|messages|tools|context|forwardedProps)$/;

const message = /^body\.messages\.\d+$/;
/** Of a run: a body in another language has keys of its own. */
const key = /^body\.(?!(?:operationName|query|variables|extensions|method|params|body)$)/;

/** What a problem means, by the cause that it speaks for; the first that fits counts. */
const refusals: readonly { readonly id: string; readonly fits: (one: Problem) => boolean }[] = [
  { id: "graphql-body", fits: is(missing, required, graphql) },
  { id: "envelope-body", fits: is(missing, required, envelope) },
  { id: "run-incomplete", fits: is(missing, required, /["']input["']/) },
  { id: "message-without-id", fits: is(missing, /^body\.messages\.\d+\.(\w+\.)?id$/) },
  { id: "tool-result-without-call", fits: is(missing, /^body\.messages\.\d+\.tool\.toolCallId$/) },
  { id: "tool-without-parameters", fits: is(missing, /^body\.tools\.\d+\.parameters$/) },
  { id: "key-refused", fits: is(/^extra_forbidden$|^value_error\.extra$/, key) },
  { id: "activity-refused", fits: is(/^union_tag_invalid$/, message, /["']tag["']:\s*["']activity["']/) },
  { id: "reasoning-refused", fits: is(/^union_tag_invalid$/, message, /["']tag["']:\s*["']reasoning["']/) },
  { id: "role-unknown", fits: is(/^union_tag_(invalid|not_found)$/, message) },
  { id: "content-not-text", fits: is(/^string_type$/, /^body\.messages\.\d+\.\w+\.content\b/) },
  { id: "context-not-text", fits: is(/^string_type$/, /^body\.context\.\d+\.value$/) },
  { id: "body-not-json", fits: is(/^json_invalid$|^value_error\.jsondecode$/, /^body\.\d+$/) },
  { id: "body-not-object", fits: is(/^model_attributes_type$|^type_error\.dict$|^(value_error\.)?missing$/, /^body$/) },
];

/** What a 422 says, by cause: `missing at messages.0.user.id`. Of a body in another language only that counts. */
export function refusalsIn(problems: readonly Problem[]): { id: string; says: string }[] {
  const known = problems
    .filter(({ loc, said }) => !(required.test(loc) && ours.test(said)))
    .flatMap((one) => {
      const id = refusals.find(({ fits }) => fits(one))?.id;
      return id === undefined ? [] : [{ id, one }];
    });
  const foreign = known.find(({ id }) => id === "graphql-body" || id === "envelope-body");
  const ids = [...new Set(foreign ? [foreign.id] : known.map(({ id }) => id))];
  return ids.map((id) => {
    const mine = known.flatMap((each) => (each.id === id ? [each.one] : []));
    const places = [...new Set(mine.map(({ loc }) => loc.replace(/^body\./, "")))];
    const tag = mine[0]?.said.match(/["']tag["']:\s*["']([\w-]{1,40})["']/)?.[1];
    return { id, says: `${mine[0]?.type} at ${places.join(", ")}${tag ? ` (${tag})` : ""}` };
  });
}
