import { ProjectionError, project } from "../projection/index.ts";
import { ContractError } from "./contract-error.ts";
import type { Source } from "./source.ts";

/**
 * The document as it is at one version of its line.
 *
 * @throws ContractError `bad-document` where its dates leave something that cannot be read
 */
export function projected(source: Source, version: string): Source {
  try {
    return { ...source, value: project(source.value, version) };
  } catch (error) {
    if (!(error instanceof ProjectionError)) throw error;
    const message = `${source.shown} cannot be read at version ${version}: ${error.message}.`;
    throw new ContractError("bad-document", message, "Correct the x-since, x-until or x-was there.");
  }
}
