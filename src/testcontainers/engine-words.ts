/** What the engine said, without its client's head, as a part of a sentence. */
export function engineWords(text: string): string {
  const words = text.replace(/^\(HTTP code \d+\) [\w ]+ - /, "");
  return words.trim().replace(/\s+/g, " ").replace(/\.$/, "");
}
