import { sentence, value } from "./clean.ts";

/** Every character that markdown, HTML or GitHub may read as more than text within a line, or within an attribute. */
const markup = /[\\`*_{}[\]<>#|~&@$^"]/g;

const entity = (character: string) => `&#${character.codePointAt(0)};`;

/** Text that is shown as it is: what could be read as markup is written as an entity. */
const plain = (text: string) => text.replace(markup, entity);

/** Text within an element of ours, where markdown looks for links and emphasis, too: no mark is left. */
const within = (text: string) => text.replace(/[^\p{L}\p{N} ]/gu, entity);

/** A value or a name as code. A code span is the better reading; what it cannot hold goes into an element. */
export function code(text: string, most: number): string {
  const shown = value(text, most);
  if (shown === "" || /[`|\\]/.test(shown) || shown !== shown.trim()) return `<code>${within(shown)}</code>`;
  return `\`${shown}\``;
}

/**
 * A sentence in which packages, paths and the like are code: outside of code GitHub makes a mention of `@name`, a reference
 * of `#1` or a commit's hash, and a link of an address.
 */
export function prose(text: string, most: number): string {
  return sentence(text, most)
    .split(" ")
    .map((word) => {
      const [, before = "", core = "", after = ""] = /^(["'(“‘]*)(.*?)([.,;:!?)"'”’]*)$/u.exec(word) ?? [];
      const shown = isPlain(core) ? plain(core) : code(core, most);
      return `${plain(before)}${shown}${plain(after)}`;
    })
    .join(" ");
}

/** A sentence at the beginning of a line, where a number or a dash would begin a list, or make the line above a heading. */
export const line = (text: string, most: number) => prose(text, most).replace(/^[-+=\d]/, entity);

/** Words that GitHub leaves alone. */
const isPlain = (word: string) =>
  !/[@#_/\\`:]/.test(word) && !/^(?:www\.|gh-\d)/i.test(word) && !/^(?=.*\d)[0-9a-f]{7,}$/i.test(word);

/** A link whose text is its address; code where it is no address of the web. */
export function link(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > 2000) return code(address, 200);
  return `<a href="${plain(url.href)}">${within(value(address, 200))}</a>`;
}
