/** A server of notes that a user has: its package exports zod schemas of what it sends and of what it is told. */
export const ours = {
  id: "notes",
  ecosystem: "npm",
  main: ["@club/notes"],
  members: ["@club/notes"],
  kind: "zod",
  exports: { Note: ["@club/notes#NoteSchema"], Command: ["@club/notes#CommandSchema"] },
  speaks: [{ contract: "notes", side: "producer", sends: ["Note"], receives: ["Command"] }],
} as const;

/** Who reads the notes. */
export const reader = {
  ...ours,
  id: "reader",
  main: ["@club/reader"],
  members: ["@club/reader"],
  exports: { Note: ["@club/reader#NoteSchema"], Command: ["@club/reader#CommandSchema"] },
  speaks: [{ contract: "notes", side: "consumer", sends: ["Command"], receives: ["Note"] }],
} as const;

/** The notes of a version: what kinds there are, whether a text may be empty, whether a command needs a key. */
interface Version {
  readonly kinds: readonly string[];
  readonly empty: boolean;
  readonly key: boolean;
  /** A tag that is refused; no schema shows it. */
  readonly not?: string;
}

/** The code of a package of notes. */
export const source = ({ kinds, empty, key, not }: Version) => `
const { z } = require("zod");
const kind = (name) => z.object({
  type: z.literal(name),
  text: ${empty ? "z.string()" : "z.string().refine((text) => text !== '')"},
  tag: z.string()${not === undefined ? "" : `.refine((tag) => tag !== ${JSON.stringify(not)})`}.optional(),
});
exports.NoteSchema = z.discriminatedUnion("type", ${JSON.stringify(kinds)}.map(kind));
exports.CommandSchema = z.object({ do: z.string(), key: z.string()${key ? "" : ".optional()"} });
`;

export const old: Version = { kinds: ["TEXT", "LINK"], empty: false, key: false };

/** A document of the notes that names a tag. */
export const document = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    get:
      responses:
        "200":
          description: A note.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Note" }
components:
  schemas:
    Note:
      type: object
      required: [type, text]
      properties:
        type: { const: TEXT }
        text: { type: string }
        tag: { const: urgent }
`;
