import { type Contract, type Endpoint, type Parameter, type SchemaName, sample } from "../../contracts/index.ts";
import { madeUp } from "./address.ts";
import type { Settings } from "./settings.ts";

/** Values for the parameters that must be given, by where they go. */
export interface Values {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
  /** Names of those that neither the document nor the user gave: a server need not know them. */
  readonly invented: readonly string[];
}

/**
 * Chooses a value for each parameter: the given ones first, then the user's, then the document's example, then one from
 * the seed. What is optional and was not given stays away.
 *
 * @param own gives plain text parameters of the path made-up values, so that nobody else is there
 */
export function valuesOf(
  settings: Settings,
  endpoint: Endpoint,
  given: Readonly<Record<string, string>> = {},
  own?: string,
): Values {
  const values: Record<Parameter["in"], Record<string, string>> = { path: {}, query: {}, header: {}, cookie: {} };
  const invented: string[] = [];
  const known = { ...settings.parameters, ...given };
  for (const parameter of endpoint.parameters) {
    const { name } = parameter;
    const home = values[parameter.in];
    if (name in known) home[name] = known[name] as string;
    else if (!parameter.required) continue;
    else if (own && parameter.in === "path" && isPlainText(settings.contract, parameter.schema)) {
      home[name] = madeUp(settings.seed, own);
    } else if (parameter.example !== undefined) home[name] = textOf(parameter.example);
    else {
      home[name] = textOf(sample(settings.contract.schemas, parameter.schema, { seed: settings.seed }));
      invented.push(name);
    }
  }
  const cookies = Object.entries(values.cookie).map(([name, value]) => `${name}=${value}`);
  const header = cookies.length > 0 ? { ...values.header, cookie: cookies.join("; ") } : values.header;
  return { path: values.path, query: { ...values.query, ...settings.query }, header, invented };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function isPlainText(contract: Contract, name: SchemaName): boolean {
  const schema = contract.schemas.$defs[name] ?? {};
  return schema.type === "string" && !["enum", "const", "pattern", "format"].some((keyword) => keyword in schema);
}
