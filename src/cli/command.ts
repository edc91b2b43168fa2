/** One option of a command, as data: the parser and the help read it. */
export interface Option {
  readonly name: string;
  /** What stands for its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly multiple?: true;
  readonly what: string;
}

/** What the command line gave: texts for options with a value, in the order given, true for switches. */
export interface Given {
  readonly words: readonly string[];
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly switches: ReadonlySet<string>;
}

/** A command, as data and one function. */
export interface Command {
  readonly name: string;
  /** What follows the name in its usage line. */
  readonly takes: string;
  readonly what: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  /** @returns the exit code */
  readonly run: (given: Given) => Promise<number>;
}
