/** Where the schemas of a contract stand in an exported document, and how its own references find them there. */
export function moved(value: unknown, home: string): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, home));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === "$ref" && typeof one === "string" ? one.replace(/^#\/\$defs\//, home) : moved(one, home),
    ]),
  );
}

/** Component names that OpenAPI and AsyncAPI allow; other characters would need escaping in references. */
export const pointer = (home: string, name: string) => `${home}${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
