import type { outline } from "./outline.ts";

interface ForeignDocument {
  readonly title: string;
  /** Files in fixtures/documents. */
  readonly load: readonly string[];
  readonly expected: ReturnType<typeof outline>;
  /** Some schemas as they must come out. */
  readonly schemas: Record<string, unknown>;
}

const library = [
  "get-books: GET /books [query:limit?=20] () -> 200 application/json=GetBooks200, default application/problem+json=GetBooksDefault",
  "addBook: POST /books [] (application/json=Book) -> 201 application/json=Receipt location!, 4XX application/problem+json=GetBooksDefault",
  'get-books-isbn-copies-copy: GET /books/{isbn}/copies/{copy} [path:isbn!="9780131103627" path:copy!] () -> 200 application/json=GetBooksIsbnCopiesCopy200',
];

const floor = [
  'quotes: /quotes/{symbol} [path:symbol!="ACME" query:token!="demo" query:depth? header:X-Trace?] sends tick=Tick notice=Notice accepted=Accepted rejected=Rejected; accepts order=Order->accepted|rejected hello=Hello',
  "lobby: /lobby [] sends anything=Anything; accepts anything=Anything",
];

/** Documents as other people write them, without any x- field. */
export const foreignDocuments: readonly ForeignDocument[] = [
  {
    title: "an AsyncAPI document in YAML, in a style of its own",
    load: ["trading-floor.asyncapi.yaml"],
    expected: {
      name: "trading-floor-public-api",
      version: "2024-11",
      server: "https://eu.example.com:443/stream/v2",
      endpoints: floor,
    },
    schemas: {
      QuotesFrame: { required: ["kind"], oneOf: [{ $ref: "#/$defs/Tick" }, { $ref: "#/$defs/Notice" }, {}, {}] },
      QuotesClientFrame: { anyOf: [{ $ref: "#/$defs/Order" }, { $ref: "#/$defs/Hello" }] },
      Tick: { properties: { range: { prefixItems: [{}, {}], items: false } }, dependentRequired: { low: ["high"] } },
      Notice: { properties: { text: { $ref: "#/$defs/Text" } } },
      QuotesSymbol: { enum: ["ACME", "INIT"] },
    },
  },
  {
    title: "an OpenAPI 3.0 document in YAML",
    load: ["library.openapi-3.0.yaml"],
    expected: {
      name: "town-library",
      version: "1.4.2",
      server: "https://api.example.com/library/v1",
      endpoints: library,
    },
    schemas: {
      Book: { properties: { subtitle: { type: ["string", "null"] }, related: { items: { $ref: "#/$defs/Book" } } } },
      Receipt: { properties: { note: { type: ["string", "null"] } } },
      GetBooksLimit: { exclusiveMinimum: 0 },
      GetBooksIsbnCopiesCopy200: { properties: { borrower: { anyOf: [{}, { type: "null" }] } } },
      GetBooksIsbnCopiesCopyIsbn: { minLength: 13 },
    },
  },
  {
    title: "FastAPI's own document",
    load: ["shop.openapi.json"],
    expected: {
      name: "shop",
      version: "0.1.0",
      server: null,
      endpoints: [
        "root__get: GET / [] () -> 200 application/json=RootGet200",
        "read_items_items_get: GET /items [query:limit?=10 query:q? header:x-trace?] () -> 200 application/json=Page, 422 application/json=HTTPValidationError",
        "create_item_items_post: POST /items [] (application/json=Item-Input) -> 201 application/json=Item-Output, 422 application/json=HTTPValidationError",
        "read_item_items__item_id__get: GET /items/{item_id} [path:item_id!] () -> 200 application/json=Item-Output, 422 application/json=HTTPValidationError",
        "read_file_files__file_path__get: GET /files/{file_path} [path:file_path!] () -> 200 application/json=ReadFileFilesFilePathGet200, 422 application/json=HTTPValidationError",
      ],
    },
    schemas: {
      Page: { properties: { next: { anyOf: [{ type: "string" }, { type: "null" }] } } },
      "Item-Input": { properties: { kind: { const: "item" }, parts: { items: { $ref: "#/$defs/Item-Input" } } } },
    },
  },
  {
    title: "an OpenAPI and an AsyncAPI document of one service with different base paths",
    load: ["library.openapi-3.0.yaml", "trading-floor.asyncapi.yaml"],
    expected: {
      name: "town-library",
      version: "1.4.2",
      server: "https://api.example.com",
      endpoints: [
        ...library.map((line) => line.replace(" /books", " /library/v1/books")),
        ...floor.map((line) => line.replace(": /", ": /stream/v2/")),
      ],
    },
    schemas: {},
  },
];
