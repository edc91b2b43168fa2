import { ContractError } from "./contract-error.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { Source } from "./source.ts";

/** The upgrade that a document and the files it refers to need before they are read. */
type Upgrade = (source: Source) => Source;

export interface Recognised {
  readonly standard: "openapi" | "asyncapi";
  readonly upgrade?: Upgrade;
}

/**
 * Says of which standard a document is.
 *
 * @throws ContractError `not-a-contract`, `older-asyncapi`, `swagger`
 */
export async function recognise(source: Source): Promise<Recognised> {
  const value = isObject(source.value) ? source.value : {};
  const { shown } = source;
  const version = versionOf(value.openapi);
  if (/^3\.[12]/.test(version)) return { standard: "openapi" };
  if (/^3\.0/.test(version)) return { standard: "openapi", upgrade: await upgradeOf() };
  if (/^3\./.test(versionOf(value.asyncapi))) return { standard: "asyncapi" };
  if (value.asyncapi !== undefined) {
    const message = `${shown} is AsyncAPI ${versionOf(value.asyncapi)}, and only AsyncAPI 3.0 is read.`;
    const next = `Convert it: npx @asyncapi/cli convert ${shown} --target-version=3.0.0 --output NEW_FILE`;
    throw new ContractError("older-asyncapi", message, next);
  }
  if (value.swagger !== undefined) {
    const message = `${shown} is Swagger ${versionOf(value.swagger)}, and only OpenAPI 3.0, 3.1 and 3.2 are read.`;
    throw new ContractError("swagger", message, `Convert it: npx swagger2openapi ${shown} --outfile NEW_FILE`);
  }
  const message =
    value.openapi === undefined
      ? `${shown} is neither an OpenAPI nor an AsyncAPI document.`
      : `${shown} is OpenAPI ${version}, and only 3.0, 3.1 and 3.2 are read.`;
  throw new ContractError("not-a-contract", message, 'It must begin with openapi: "3.1.0" or asyncapi: "3.0.0".');
}

function versionOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** OpenAPI 3.0 to 3.1, also for a file that holds only a part of a document. Loaded only when there is need. */
async function upgradeOf(): Promise<Upgrade> {
  const { upgrade } = await import("@scalar/openapi-upgrader");
  return (source) => {
    if (!isObject(source.value)) return source;
    // The upgrader changes what it is given, and a source is shared.
    const value = structuredClone(source.value) as JsonObject;
    if (value.openapi !== undefined) return { ...source, value: upgrade(value, "3.1") };
    const whole = { openapi: "3.0.3", info: { title: "", version: "" }, paths: {}, components: { schemas: value } };
    const upgraded = upgrade(whole, "3.1") as { components?: { schemas?: unknown } };
    return { ...source, value: upgraded.components?.schemas };
  };
}
