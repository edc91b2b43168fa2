import { expect, test } from "@playwright/test";
import { type AskedRequest, type HttpEndpoint, type Parameter, readRequest } from "../../contracts/index.ts";
import { contractWith } from "./data/contract-with.ts";

const contract = contractWith({
  Item: { type: "object", required: ["id"], properties: { id: { type: "integer" }, kind: { $ref: "#/$defs/Kind" } } },
  Kind: { oneOf: ["a", "b"].map((name) => ({ type: "object", required: ["t"], properties: { t: { const: name } } })) },
  Two: { type: "string", maxLength: 2 },
});

const payload = (mediaType: string, schema?: string) => ({
  ...{ mediaType, stream: false, examples: [] },
  ...(schema !== undefined && { schema }),
});
const parameter = (name: string, where: Parameter["in"], required = false): Parameter => ({
  name,
  in: where,
  required,
  schema: "Two",
});
const both = {
  required: false,
  content: [payload("application/json", "Item"), payload("text/plain", "Two"), payload("application/x+json")],
};

type Promised = Pick<Partial<HttpEndpoint>, "parameters" | "request">;

/** What an endpoint promises to take, what it is sent, and what is wrong with that: "RULE IN POINTER: SENTENCE". */
const rows: readonly (readonly [title: string, promised: Promised, sent: Partial<AskedRequest>, ...wrong: string[]])[] =
  [
    ["nothing promised, something sent", {}, { body: "x" }],
    ["no content promised, something sent", { request: { required: true, content: [] } }, { body: "x" }],
    ["no body where none is needed", { request: both }, {}],
    [
      "an empty body where one is needed",
      { request: { ...both, required: true } },
      { body: "" },
      "shape/required body : The body is missing.",
    ],
    ["a body of the second type", { request: both }, { body: "too long", headers: { "content-type": "text/plain" } }],
    ["a body without a schema", { request: both }, { body: "{", headers: { "content-type": "application/x+json" } }],
    [
      "a body of none of the types",
      { request: both },
      { body: "x", headers: { "content-type": "image/png" } },
      'shape/type body : The body is sent with "image/png"; it must be application/json or text/plain or application/x+json.',
    ],
    [
      "a body without a type",
      { request: both },
      { body: "x" },
      "shape/type body : The body is sent with no content type; it must be application/json or text/plain or application/x+json.",
    ],
    ["a good body", { request: both }, { body: '{"id":1,"x":1}', headers: { "content-type": "application/json" } }],
    [
      "a body with what nobody can do",
      { request: both },
      { body: '{"kind":{"t":"c"},"x":1}', headers: { "content-type": "application/json" } },
      "shape/required body /id: id is missing.",
      'shape/unknown-type body /kind/t: kind.t is "c"; that is no type that the contract knows here.',
    ],
    ["a path parameter", { parameters: [parameter("p", "path", true)] }, { parameters: { p: "ab" } }],
    [
      "a path parameter that nobody read",
      { parameters: [parameter("p", "path", true)] },
      {},
      "shape/required path /p: The path parameter p is missing.",
    ],
    [
      "parameters with the same name",
      {
        parameters: [
          parameter("p", "path"),
          parameter("p", "query"),
          parameter("p", "header"),
          parameter("p", "cookie"),
        ],
      },
      { parameters: { p: "abc" }, url: "/?p=", headers: { p: "de", cookie: "x=1;p=fgh" } },
      'shape/length path /p: The path parameter p is wrong: The value is "abc"; it must have a length of at most 2.',
      'shape/length cookie /p: The cookie parameter p is wrong: The value is "fgh"; it must have a length of at most 2.',
    ],
    ["a cookie with an equals sign", { parameters: [parameter("p", "cookie")] }, { headers: { cookie: "p=a=" } }],
    [
      "a cookie with two",
      { parameters: [parameter("p", "cookie")] },
      { headers: { cookie: " p=a=b " } },
      'shape/length cookie /p: The cookie parameter p is wrong: The value is "a=b"; it must have a length of at most 2.',
    ],
    [
      "no cookies",
      { parameters: [parameter("p", "cookie", true)] },
      {},
      "shape/required cookie /p: The cookie parameter p is missing.",
    ],
    [
      "a name that needs escaping",
      { parameters: [parameter("a/b", "query", true)] },
      {},
      "shape/required query /a~1b: The query parameter a/b is missing.",
    ],
    [
      "a parameter and a body",
      { parameters: [parameter("p", "query", true)], request: { ...both, required: true } },
      {},
      "shape/required query /p: The query parameter p is missing.",
      "shape/required body : The body is missing.",
    ],
  ];

for (const [title, promised, sent, ...wrong] of rows) {
  test(`a request with ${title} is ${wrong.length === 0 ? "taken" : "refused"}`, () => {
    const endpoint: HttpEndpoint = {
      ...{
        transport: "http",
        id: "it",
        summary: "",
        method: "POST",
        path: "/",
        parameters: [],
        answers: [],
        order: [],
      },
      ...promised,
    };
    const request = { method: "POST", url: "/", headers: {}, ...sent };
    const { breaches } = readRequest(contract, endpoint, request);
    expect(breaches.map((breach) => `${breach.rule} ${breach.in} ${breach.path}: ${breach.message}`)).toEqual(wrong);
    expect(breaches.every(({ frame }) => frame === null)).toBe(true);
  });
}

test("read strictly, unknown keys are refused; the body that was read is given back", () => {
  const endpoint = {
    transport: "http",
    id: "it",
    summary: "",
    method: "POST",
    path: "/",
    parameters: [],
    answers: [],
    order: [],
    request: both,
  } as HttpEndpoint;
  const request = { method: "POST", url: "/", headers: { "content-type": "application/json" }, body: '{"id":1,"x":1}' };
  expect(readRequest(contract, endpoint, request)).toEqual({ breaches: [], body: { id: 1, x: 1 } });
  expect(readRequest(contract, endpoint, request, "strict").breaches.map(({ rule }) => rule)).toEqual([
    "shape/unknown-key",
  ]);
});
