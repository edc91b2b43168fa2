import type { Option } from "./command.ts";

/** What `gate` can be told, but for how it reports. */
export const gateOptions: readonly Option[] = [
  { name: "from", value: "PKG@VERSION", multiple: true, what: "A package before; paired with --to by its name." },
  { name: "to", value: "PKG@VERSION", multiple: true, what: "The package after. The same version twice pins one." },
  { name: "base", value: "REF", what: "Compares the lockfiles of a git ref; the merge base when left out." },
  { name: "head", value: "REF", what: "With those of this one; the working tree when left out." },
  { name: "base-lock", value: "FILE", what: "Compares a lockfile …" },
  { name: "head-lock", value: "FILE", what: "… with this one." },
  {
    name: "other",
    value: "PKG@VERSION",
    multiple: true,
    what: "What the other side of the wire has; read from the lockfiles when left out.",
  },
  {
    name: "side",
    value: "producer|consumer|both",
    what: "Side that the package is on; all that the catalogue has when left out.",
  },
  {
    name: "fail-on",
    value: "breaking|any|none",
    what: "Which changes close the gate; breaking when left out. none reports and never closes.",
  },
  {
    name: "known-failures",
    value: "FILE",
    what: "Changes that are excused for now, each with a day on which that ends.",
  },
  { name: "catalogue", value: "FILE", what: "Packages of yours that speak on the wire, beside those that are known." },
  { name: "no-browser", what: "Starts no Chromium; what only a page can show is then not known." },
  { name: "allow-scripts", what: "Runs the install scripts of the packages under test." },
  { name: "offline", what: "Asks no registry: what is not in the cache is not known." },
  {
    name: "cache",
    value: "DIR",
    what: "Folder of installs and evidence; WIRECHECK_CACHE, else the user's cache folder.",
  },
  { name: "list", what: "Names the cells, each of which can be run on a machine of its own." },
  { name: "cell", value: "ID", multiple: true, what: "Only this cell." },
  { name: "merge", value: "DIR", what: "Decides from the json reports of the cells in a folder." },
  { name: "verbose", what: "Lists every change." },
];
