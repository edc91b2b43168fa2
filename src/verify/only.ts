/** Whether `--only` chooses a check: by its id, its endpoint's, or a glob with `*`. Nothing chosen chooses all. */
export function wanted(check: { readonly id: string; readonly endpoint: string }, only: readonly string[]): boolean {
  return only.length === 0 || only.some((entry) => matches(check, entry));
}

/** Entries of `--only` that choose no check. */
export function strayChoices(
  checks: readonly { readonly id: string; readonly endpoint: string }[],
  only: readonly string[],
): string[] {
  return only.filter((entry) => !checks.some((check) => matches(check, entry)));
}

function matches(check: { readonly id: string; readonly endpoint: string }, entry: string): boolean {
  if (entry === check.id || entry === check.endpoint) return true;
  if (!entry.includes("*")) return false;
  const parts = entry.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(check.id);
}
