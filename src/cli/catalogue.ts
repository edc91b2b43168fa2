import type { Command } from "./command.ts";

/** Every command: what the overview says of it, and where its code is. Nothing is loaded before it is asked for. */
export const commands: readonly {
  readonly name: string;
  readonly what: string;
  readonly load: () => Promise<Command>;
}[] = [
  {
    name: "mock",
    what: "A server that plays the contracts and misbehaves on request.",
    load: async () => (await import("./commands/mock.ts")).command,
  },
  {
    name: "verify",
    what: "Asks a running backend everything that its contract promises.",
    load: async () => (await import("./commands/verify.ts")).command,
  },
  {
    name: "diagnose",
    what: "Says why a connection fails, what to do, and what could not be told.",
    load: async () => (await import("./commands/diagnose.ts")).command,
  },
  {
    name: "gate",
    what: "Decides whether a dependency upgrade may in: what changes on the wire, and whom it breaks.",
    load: async () => (await import("./commands/gate.ts")).command,
  },
  {
    name: "check",
    what: "Judges a recording: SSE text, JSON lines or a HAR.",
    load: async () => (await import("./commands/check.ts")).command,
  },
  {
    name: "record",
    what: "A proxy before a backend that judges what passes and writes it down.",
    load: async () => (await import("./commands/record.ts")).command,
  },
  {
    name: "list",
    what: "Names what is known: contracts, rules, scenarios or faults.",
    load: async () => (await import("./commands/list.ts")).command,
  },
  {
    name: "export",
    what: "Prints a contract at one version as a standard document.",
    load: async () => (await import("./commands/export.ts")).command,
  },
];
