/** Orders stable versions: negative when `a` is older. Parts that are not numbers count as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The published versions that a document is annotated for (`x-source.versions`), oldest first; [] where it is undated. */
export function versionsOf(document: unknown): readonly string[] {
  const source = (document as { "x-source"?: { versions?: unknown } } | null)?.["x-source"];
  const versions = source?.versions;
  return Array.isArray(versions) ? versions.map(String).sort(compareVersions) : [];
}

const split = new Map<string, number[]>();

function partsOf(version: string): number[] {
  let parts = split.get(version);
  if (!parts) {
    parts = (version.split("-")[0] ?? "").split(".").map((part) => Number.parseInt(part, 10) || 0);
    split.set(version, parts);
  }
  return parts;
}
