import { isMembers, type RequestBreach } from "../../../../contracts/index.ts";

/**
 * What is wrong with the input of a run, as zod 3 writes it into the message of its error: a list of issues as JSON.
 *
 * @param below the path of the input in the body of the request
 * @param input what was sent there
 */
export function issuesOf(breaches: readonly RequestBreach[], below: string, input: unknown): string {
  const issues = breaches.map(({ rule, path, message }) => {
    const tokens = tokensOf(path.startsWith(`${below}/`) ? path.slice(below.length) : path);
    if (rule === "shape/required") {
      const expected = lists.has(tokens.at(-1)) ? "array" : "string";
      return {
        code: "invalid_type",
        expected,
        received: "undefined",
        path: tokens,
        message: "Required",
      };
    }
    const [expected, received] = [wanted(message), kindOf(at(input, tokens))];
    const told = `Expected ${expected}, received ${received}`;
    return rule === "shape/type"
      ? { code: "invalid_type", expected, received, path: tokens, message: told }
      : { code: "custom", path: tokens, message };
  });
  return JSON.stringify(issues, null, 2);
}

/** Members of an input that are lists. */
const lists = new Set<unknown>(["messages", "tools", "context", "toolCalls"]);

/** The type that our sentence names; where it names none, the commonest. */
const wanted = (message: string) => /\b(array|object|number|boolean)\b/.exec(message)?.[1] ?? "string";

const tokensOf = (path: string): (string | number)[] =>
  path
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((token) => (/^\d+$/.test(token) ? Number(token) : token));

function at(value: unknown, tokens: readonly (string | number)[]): unknown {
  return tokens.reduce((inner, token) => {
    if (Array.isArray(inner)) return inner[Number(token)];
    return isMembers(inner) ? inner[token] : undefined;
  }, value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
