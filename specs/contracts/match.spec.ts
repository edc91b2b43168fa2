import { expect, test } from "@playwright/test";
import { type HttpEndpoint, loadContract, matchEndpoint, readRequest } from "../../contracts/index.ts";
import { byHand } from "./data/by-hand.ts";

const paths: readonly (readonly [method: string, path: string, id: string | undefined, parameters?: object])[] = [
  ["GET", "/items/7", "item", { id: "7" }],
  ["get", "/items/7", "item", { id: "7" }],
  ["GET", "/items/first", "first-item", {}],
  ["GET", "/items/%66irst", "first-item", {}],
  ["GET", "/items/a%2Fb", "item", { id: "a/b" }],
  ["GET", "/items/%", "item", { id: "%" }],
  ["GET", "/items/%F0%9F%99%82", "item", { id: "🙂" }],
  ["GET", "/a%20b/c.d.e", "odd", { x: "c", y: "d.e" }],
  ["GET", "/a b/c.", undefined],
  ["GET", "/items/7/", undefined],
  ["GET", "/items/", undefined],
  ["GET", "//items/7", undefined],
  ["DELETE", "/items/7", undefined],
  ["GET", "/room/a", undefined],
];

for (const [method, path, id, parameters] of paths) {
  test(`${method} ${path} is ${id ?? "no endpoint"}`, () => {
    const match = matchEndpoint(byHand, method, path, "http");
    expect(match?.endpoint.id).toBe(id);
    if (parameters) expect(match?.parameters).toEqual(parameters);
  });
}

test("a socket is found by its path alone", () => {
  expect(matchEndpoint(byHand, "GET", "/room/__proto__", "socket")).toMatchObject({ endpoint: { id: "room" } });
  expect(matchEndpoint(byHand, "GET", "/items/7", "socket")).toBeUndefined();
});

test("the empty path is the root", async () => {
  const contract = await loadContract("ag-ui");
  for (const path of ["", "/"]) expect(matchEndpoint(contract, "POST", path, "http")?.endpoint.id).toBe("run");
  expect(matchEndpoint(contract, "POST", "/x", "http")).toBeUndefined();
});

const json = { "content-type": "application/json" };
const requests: Record<
  string,
  { url: string; headers?: Record<string, string>; body?: string; limit?: number; wrong?: readonly string[] }
> = {
  "a good one": { url: "/items?count=2&colour=red,blue", body: '{"id":1}' },
  "an unknown key, which a receiver puts up with": { url: "/items?count=2", body: '{"id":1,"x":2}' },
  "repeated query values": { url: "/items?count=2&colour=red&colour=blue", body: '{"id":1}' },
  "no query parameter": {
    url: "/items",
    body: '{"id":1}',
    wrong: ["shape/required query /count: The query parameter count is missing."],
  },
  "a query parameter that is no number": {
    url: "/items?count=two",
    body: '{"id":1}',
    wrong: ['shape/type query /count: The query parameter count is wrong: The value is "two"; it must be integer.'],
  },
  "a query parameter out of range": {
    url: "/items?count=0",
    body: '{"id":1}',
    wrong: ["shape/range query /count: The query parameter count is wrong: The value is 0; it must be >= 1."],
  },
  "a header of another value": {
    url: "/items?count=1",
    headers: { ...json, "x-ok": "no" },
    body: '{"id":1}',
    wrong: ['shape/value header /X-Ok: The header parameter X-Ok is wrong: The value is "no"; it must be "yes".'],
  },
  "too long a cookie": {
    url: "/items?count=1",
    headers: { ...json, cookie: "a=1; session=abcdef" },
    body: '{"id":1}',
    wrong: [
      'shape/length cookie /session: The cookie parameter session is wrong: The value is "abcdef"; it must have a length of at most 3.',
    ],
  },
  "no body": { url: "/items?count=1", wrong: ["shape/required body : The body is missing."] },
  "a body that is no JSON": {
    url: "/items?count=1",
    body: "{",
    wrong: ['framing/json body : The text is not JSON; it begins with "{".'],
  },
  "a body over the limit": {
    url: "/items?count=1",
    body: '{"id":1}',
    limit: 5,
    wrong: ["framing/size body : The frame is larger than 5 characters, the limit."],
  },
  "a body of another type": {
    url: "/items?count=1",
    headers: { "content-type": "text/plain" },
    body: "1",
    wrong: ['shape/type body : The body is sent with "text/plain"; it must be application/json.'],
  },
  "a body without a type": {
    url: "/items?count=1",
    headers: {},
    body: "1",
    wrong: ["shape/type body : The body is sent with no content type; it must be application/json."],
  },
  "two faults in the body": {
    url: "/items?count=1",
    body: '{"name":1}',
    wrong: ["shape/required body /id: id is missing.", "shape/type body /name: name is 1; it must be string."],
  },
};

for (const [title, { url, headers = json, body, limit, wrong = [] }] of Object.entries(requests)) {
  test(`a request with ${title} is ${wrong.length === 0 ? "taken" : "refused"}`, () => {
    const endpoint = byHand.endpoints.find(({ id }) => id === "add") as HttpEndpoint;
    const request = { method: "POST", url, headers, ...(body !== undefined && { body }), ...(limit && { limit }) };
    const { breaches } = readRequest(byHand, endpoint, request);
    expect(breaches.map((breach) => `${breach.rule} ${breach.in} ${breach.path}: ${breach.message}`)).toEqual(wrong);
    expect(breaches.map(({ frame }) => frame)).toEqual(wrong.map(() => null));
  });
}
