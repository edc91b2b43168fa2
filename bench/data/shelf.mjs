// A small API of eight operations, as a document and as what each answers.

const book = { id: "b-1", title: "A Room of One's Own", year: 1929, tags: ["essay"] };
const loan = { id: "l-1", book: "b-1", reader: "Ada", days: 14 };

const bookSchema = object({
  id: { type: "string" },
  title: { type: "string", minLength: 1 },
  year: { type: "integer" },
  tags: { type: "array", items: { type: "string" } },
});
const loanSchema = object({
  id: { type: "string" },
  book: { type: "string" },
  reader: { type: "string", minLength: 1 },
  days: { type: "integer", minimum: 1 },
});

/** Method, path, status, answer with its schema, and the request that it takes. */
export const operations = [
  { method: "get", path: "/health", status: 200, schema: object({ ok: { type: "boolean" } }), answer: { ok: true } },
  { method: "get", path: "/books", status: 200, schema: { type: "array", items: ref("Book") }, answer: [book] },
  { method: "get", path: "/books/{id}", status: 200, schema: ref("Book"), answer: book },
  { method: "post", path: "/books", status: 201, schema: ref("Book"), answer: book, takes: "Book" },
  { method: "put", path: "/books/{id}", status: 200, schema: ref("Book"), answer: book, takes: "Book" },
  { method: "get", path: "/loans", status: 200, schema: { type: "array", items: ref("Loan") }, answer: [loan] },
  { method: "get", path: "/loans/{id}", status: 200, schema: ref("Loan"), answer: loan },
  { method: "post", path: "/loans", status: 201, schema: ref("Loan"), answer: loan, takes: "Loan" },
];

/** What is sent. @type {Readonly<Record<string, object>>} */
export const examples = { Book: book, Loan: loan };
/** @type {Readonly<Record<string, object>>} */
export const schemas = { Book: bookSchema, Loan: loanSchema };

/** The OpenAPI document. */
export function shelfDocument() {
  /** @type {Record<string, Record<string, unknown>>} */
  const paths = {};
  for (const { method, path, status, schema, answer, takes } of operations) {
    paths[path] ??= {};
    paths[path][method] = {
      "x-probe": "safe",
      ...(path.includes("{id}") && {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "b-1" }],
      }),
      ...(takes && {
        requestBody: { required: true, content: json({ schema: ref(takes), example: examples[takes] }) },
      }),
      responses: {
        [status]: { description: "As asked", content: json({ schema, example: answer }) },
        ...(takes && { 422: { description: "The body is wrong" } }),
      },
    };
  }
  return { openapi: "3.1.0", info: { title: "Shelf", version: "1" }, paths, components: { schemas } };
}

/** @param {Record<string, object>} properties */
function object(properties) {
  return { type: "object", properties, required: Object.keys(properties) };
}

/** @param {string} name */
function ref(name) {
  return { $ref: `#/components/schemas/${name}` };
}

/** @param {object} media */
function json(media) {
  return { "application/json": media };
}
