/** Where an annotation of GitHub Actions stands. */
export interface AnnotationPlace {
  readonly title: string;
  /** Relative to the repository's root. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/**
 * A workflow command of GitHub Actions. Escapes as the runner's toolkit does: %, CR and LF everywhere, colon and comma in
 * properties too.
 */
export function command(level: "error" | "warning" | "notice", place: AnnotationPlace, message: string): string {
  const { title, file, line } = place;
  const properties = Object.entries({ title, file, line })
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `${name}=${escaped(String(one)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`);
  return `::${level} ${properties.join(",")}::${escaped(message)}`;
}

const escaped = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
