import { createHash } from "node:crypto";
import type { Json } from "./dating.ts";
import { project } from "./project.ts";
import { versionsOf } from "./version.ts";

/** One distinct projection, and the versions that it stands for, oldest first. */
export interface Projection {
  readonly versions: readonly string[];
  readonly document: Json;
}

/** The distinct projections of an annotated document over all of its versions, oldest first. */
export function projections(document: unknown): Projection[] {
  const found = new Map<string, { versions: string[]; document: Json }>();
  for (const version of versionsOf(document)) {
    const projected = project(document, version);
    const key = createHash("sha256").update(JSON.stringify(projected)).digest("hex");
    const known = found.get(key);
    if (known) known.versions.push(version);
    else found.set(key, { versions: [version], document: projected });
  }
  return [...found.values()];
}
