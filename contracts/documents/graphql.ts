import { resolve } from "node:path";
import type { DefinitionNode } from "graphql";
import { covers } from "../projection/index.ts";
import { ContractError } from "./contract-error.ts";
import { badDocument, child, type Place, shownPlace, textAt } from "./place.ts";
import { readText } from "./source.ts";

/**
 * The GraphQL schema of a service (`x-graphql`), in SDL as it is at a version: what `@since(version:)` and
 * `@until(version:)` date is left out where it does not exist, and so are the two directives. The library that reads SDL
 * is loaded only here.
 *
 * @param root of a document that was projected
 * @throws ContractError `bad-document`, `not-found`
 */
export async function readGraphql(root: Place, version: string): Promise<string | undefined> {
  const place = child(root, "x-graphql");
  if (place.value === undefined) return undefined;
  const text = textAt(place, "text") ?? textOfFile(place);
  const { parse, print, visit } = await import("graphql");
  const read = () => {
    try {
      return parse(text, { noLocation: true });
    } catch (error) {
      throw badDocument(place, `is no GraphQL schema: ${(error as Error).message}`);
    }
  };
  const plain = visit(read(), {
    enter: (node) => ("directives" in node && !existsAt(node as Dated, version) ? null : undefined),
    Directive: { leave: ({ name }) => (name.value === "since" || name.value === "until" ? null : undefined) },
  });
  return `${print(plain)}\n`;
}

type Dated = Pick<Extract<DefinitionNode, { readonly directives?: unknown }>, "directives">;

function existsAt({ directives = [] }: Dated, version: string): boolean {
  const date = (name: string) => {
    const value = directives.find((one) => one.name.value === name)?.arguments?.[0]?.value;
    return value?.kind === "StringValue" ? value.value : undefined;
  };
  const [since, until] = [date("since"), date("until")];
  return covers({ ...(since !== undefined && { since }), ...(until !== undefined && { until }) }, version);
}

function textOfFile(place: Place): string {
  const file = textAt(place, "file");
  const { folder } = place.source;
  if (file === undefined) throw badDocument(place, "must name a file, or hold the text of a schema");
  if (folder !== undefined) return readText(resolve(folder, file));
  const message = `${shownPlace(place)} names a file, and a document that was read by URL cannot refer to files.`;
  throw new ContractError("remote-ref", message, "Put the text of the schema there instead.");
}
