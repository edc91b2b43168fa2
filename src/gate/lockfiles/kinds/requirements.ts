import { elsewhere, type Found } from "../locked.ts";
import { Damage } from "../lockfile-error.ts";

/** A line of which a version cannot be read, and why. */
export interface Unread {
  readonly line: number;
  readonly says: string;
  /** The other file that it names, as it is written. */
  readonly includes?: string;
}

/** The name of a package of PyPI as it is compared (PEP 503). */
export const normalised = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

const name = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
const requirement = new RegExp(`^(${name})\\s*(?:\\[[^\\]]*\\])?\\s*(.*)$`);
const include = /^(?:-r|-c|--requirement|--constraint)[\s=]*(\S.*)$/;
const editable = /^(?:-e|--editable)[\s=]*(\S.*)$/;
const pin = /^={2,3}\s*([^\s,*]+)$/;
const address = /^((git|hg|svn|bzr)\+|https?:|file:|\.{0,2}[\\/]|\w:[\\/])/;

/**
 * Requirements as pip reads them (continued lines, comments, options, PEP 508): what is pinned with `==` or by its
 * address, and what is not. What a file includes is not followed.
 */
export function requirements(source: string): { found: Found[]; unread: Unread[] } {
  const found: Found[] = [];
  const unread: Unread[] = [];
  for (const { line, text } of logicalLines(source)) {
    const add = (called: string, version: string) => found.push({ name: normalised(called), version, depth: 0, line });
    const pass = (says: string) => unread.push({ line, says });
    const included = include.exec(text)?.[1];
    if (included !== undefined)
      unread.push({ line, says: `includes ${included}, which is not read`, includes: included });
    else if (/^-/.test(text) && !editable.test(text)) continue;
    else {
      const asked = (editable.exec(text)?.[1] ?? text).replace(/\s--?[a-z].*$/i, "").trim();
      const direct = addressed(asked);
      if (direct) {
        if (direct.name) add(direct.name, direct.url);
        else pass(`takes ${elsewhere(asked)}, whose name is not said`);
        continue;
      }
      const [, called, rest = ""] = requirement.exec(asked) ?? [];
      if (called === undefined) throw new Damage(`${JSON.stringify(asked.slice(0, 60))} is no requirement`, line);
      const specifier = rest
        .replace(/;.*$/, "")
        .replace(/^\s*\(|\)\s*$/g, "")
        .trim();
      if (specifier !== "" && !/^(===?|~=|!=|<=?|>=?)/.test(specifier))
        throw new Damage(`${JSON.stringify(asked.slice(0, 60))} is no requirement`, line);
      const version = specifier.split(",").flatMap((one) => pin.exec(one.trim())?.[1] ?? [])[0];
      if (version !== undefined) add(called, version);
      else pass(`does not pin ${called} to one version`);
    }
  }
  return { found, unread };
}

/** `name @ URL`, or an address alone whose fragment or file name may tell the name. */
function addressed(asked: string): { name: string | undefined; url: string } | undefined {
  const [, called, at] = new RegExp(`^(${name})\\s*(?:\\[[^\\]]*\\])?\\s*@\\s*(\\S+)`).exec(asked) ?? [];
  if (called && at) return { name: called, url: at };
  if (!address.test(asked) && !/\.(whl|tar\.gz|zip)$/.test(asked)) return undefined;
  const egg = new RegExp(`[#&]egg=(${name})`).exec(asked)?.[1];
  const url = asked
    .replace(/;.*$/, "")
    .trim()
    .replace(/#egg=[^&]*&?/, "#")
    .replace(/#$/, "");
  const file = url.replace(/#.*$/, "").replace(/^.*[\\/]/, "");
  const wheel = file.endsWith(".whl") ? file.replace(/-.*$/, "") : undefined;
  return { name: egg ?? wheel, url: /^[a-z+]{2,}:/i.test(url) ? url : `file:${url}` };
}

/** Lines without comments, continued ones as one with the number of their first. */
function* logicalLines(source: string): Generator<{ line: number; text: string }> {
  let [first, joined] = [0, ""];
  const lines = source.split(/\r\n|\r|\n/);
  for (const [index, text] of lines.entries()) {
    if (joined === "") first = index + 1;
    const comment = /^\s*#/.test(text);
    if (text.endsWith("\\") && !comment) {
      joined += text.slice(0, -1);
      if (index < lines.length - 1) continue;
    } else joined += comment ? ` ${text}` : text;
    const said = joined
      .replace(/\s+/g, " ")
      .replace(/(^| )#.*$/, "")
      .trim();
    joined = "";
    if (said !== "") yield { line: first, text: said };
  }
}
