/** Longest beginning of a text that a sentence shows, in characters. */
const longest = 40;

/** The beginning of a text for a sentence: quoted, with an ellipsis where there is more, no character cut in half. */
export function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * longest + 1)];
  const shown = JSON.stringify(characters.slice(0, longest).join(""));
  return characters.length > longest ? `${shown.slice(0, -1)}…"` : shown;
}
