import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** What keeps a file of a user's from being read: one sentence without the file's name. */
export type Fault = { readonly fault: string };

/**
 * Reads a JSON file and holds it to a schema of the package.
 *
 * @param schema name in `schemas/`, without its ending
 */
export function readChecked<T>(file: string, schema: string): T | Fault {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { fault: `cannot be read (${code ?? message.split("\n", 1)[0]})` };
  }
  const validate = addFormats.default(new Ajv2020({ strict: false })).compile(schemaNamed(schema));
  if (validate(value)) return value as T;
  const [first] = validate.errors ?? [];
  return { fault: `is not as it should be: ${first?.instancePath || "the whole"} ${first?.message ?? "is wrong"}` };
}

export const isFault = (value: unknown): value is Fault =>
  typeof value === "object" && value !== null && typeof (value as Fault).fault === "string";

/** The compiled code is one folder deeper than the source, hence the walk up to the package's own folder. */
function schemaNamed(name: string, folder = new URL("../../", import.meta.url)): object {
  const file = new URL(`schemas/${name}.schema.json`, folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : schemaNamed(name, new URL("../", folder));
}
