import { assembled, bodyOf, says } from "../support/graphql.ts";
import { inProcess } from "./in-process.ts";
import { expect, test } from "./talk.ts";

const path = "/";
const page =
  "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";
const ask = (mock: Awaited<ReturnType<typeof inProcess>>, data: object) =>
  mock.ask("POST", path, bodyOf(mock.contract, "generate-copilot-response", data), { accept: page });

const bad = (message: string, code?: string) => [
  expect.objectContaining({ message, ...(code && { extensions: expect.objectContaining({ code }) }) }),
];
const unknown = "An unexpected error occurred. Please check the logs for more details.";
const hello = { query: "{hello}" };
const json = { accept: "application/json" };
const noSuchField = 'Cannot query field "nope" on type "Query".';

/** Method, what is sent, headers; status and errors, as they were seen of the real runtimes. */
for (const [what, method, sent, headers, status, errors] of [
  ["no query", "POST", {}, {}, 200, bad("Must provide query string.", "BAD_REQUEST")],
  ["a GET without one", "GET", undefined, {}, 200, bad("Must provide query string.", "BAD_REQUEST")],
  ["a body that is no JSON", "POST", "{", {}, 400, bad("POST body sent invalid JSON.", "BAD_REQUEST")],
  ["a list", "POST", [hello], {}, 400, bad("Batching is not supported.", "BAD_REQUEST")],
  ["an envelope", "POST", { method: "info" }, {}, 400, bad('Unexpected parameter "method" in the request body.')],
  ["an unknown field", "POST", { query: "{nope}" }, json, 200, bad(noSuchField, "GRAPHQL_VALIDATION_FAILED")],
  ["an unknown field for a page", "POST", { query: "{nope}" }, { accept: page }, 400, bad(noSuchField)],
  ["half a document", "POST", { query: "{" }, json, 200, bad("Syntax Error: Expected Name, found <EOF>.")],
  [
    "a name that is none of two",
    "POST",
    { query: "query a{hello} query b{hello}", operationName: "c" },
    {},
    400,
    bad("Could not determine what operation to execute."),
  ],
] as const) {
  test(`${what} is answered ${status}`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await mock.ask(method, path, sent, headers);
    expect([said.status, said.body.errors]).toEqual([status, errors]);
    expect(said.headers["x-copilotkit-runtime-version"]).toBe("1.10.6");
  });
}

/** Members of `variables.data`; status and errors. */
for (const [what, data, status, errors] of [
  ["an unknown agent", { agentSession: { agentName: "ghost" } }, 200, bad(unknown, "UNKNOWN")],
  ["no agent", { agentSession: null }, 200, bad(expect.stringContaining("EmptyAdapter") as never, "MISUSE")],
  ["a cloud without its key", { cloud: {} }, 200, bad("X-CopilotCloud-Public-API-Key header is required")],
  [
    "a tool whose schema is no JSON",
    { frontend: { actions: [{ name: "a", description: "", jsonSchema: "{" }] } },
    200,
    bad(unknown, "UNKNOWN"),
  ],
  [
    "a time that is none",
    { messages: [{ ...says("x"), createdAt: "x" }] },
    400,
    bad(expect.stringContaining("DateTime cannot represent an invalid date-time-string x.") as never),
  ],
  ["no messages", { messages: null }, 400, bad(expect.stringContaining("non-nullable") as never)],
] as const) {
  test(`generateCopilotResponse with ${what} is answered ${status}, and the next one is good`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await ask(mock, data);
    expect([said.status, said.body.errors]).toEqual([status, errors]);
    expect(assembled((await ask(mock, {})).text).status).toMatchObject({ code: "Success" });
    expect(mock.world.runs.open).toBe(0);
  });
}

test("context came with 1.10, and 1.9.3 refuses it", async () => {
  const mock = await inProcess("copilotkit@1.9.3");
  const said = await ask(mock, { context: [] });
  expect(said.status).toBe(400);
  expect(said.text).toContain('Field \\"context\\" is not defined by type \\"GenerateCopilotResponseInput\\".');
});

/** What a client accepts; status and content type. */
for (const [accept, status, type] of [
  ["application/json", 406, undefined],
  ["text/html", 406, undefined],
  ["multipart/mixed", 200, 'multipart/mixed; boundary="-"'],
  ["*/*", 200, 'multipart/mixed; boundary="-"'],
  ["text/event-stream", 200, "text/event-stream"],
] as const) {
  test(`a run for ${accept} is ${status}`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await mock.ask("POST", path, bodyOf(mock.contract, "generate-copilot-response"), { accept });
    expect([said.status, said.headers["content-type"]]).toEqual([status, type]);
    if (status === 200) expect(said.text).toContain("five working days.");
    await expect.poll(() => mock.world.runs.open).toBe(0);
  });
}

test("a run that is not asked for in parts comes whole", async () => {
  const mock = await inProcess("copilotkit@1.10.6");
  const { variables } = bodyOf(mock.contract, "generate-copilot-response");
  const query = `mutation ask($data: GenerateCopilotResponseInput!) { generateCopilotResponse(data: $data) {
    status { ... on BaseResponseStatus { code } } messages { ... on TextMessageOutput { content } } } }`;
  const said = await mock.ask("POST", path, { query, variables: { data: variables.data } }, json);
  const { status, messages } = (said.body.data as { generateCopilotResponse: { status: object; messages: object[] } })
    .generateCopilotResponse;
  expect([status, messages.length]).toEqual([{ code: "Success" }, 3]);
});

const spreads = (count: number) =>
  Array.from({ length: count }, (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`).join(" ");
const types = (depth: number) => `{__schema{types{${"fields{type{".repeat(depth)}name${"}}".repeat(depth)}}}}`;

/** Documents that would cost more than they are long. */
for (const [what, query, says] of [
  ["fragments in fragments", `{...f0} ${spreads(60)} fragment f60 on Query {hello}`, "Hello World"],
  ["more fragments than there is room", `{...f0} ${spreads(200)} fragment f200 on Query {hello}`, "1000 tokens"],
  ["fragments in a circle", "{...a} fragment a on Query{...b} fragment b on Query{...a}", "within itself"],
  ["types of types", types(9), "Maximum introspection depth exceeded"],
  ["fields in fields", `{${"a{".repeat(5000)}b${"}".repeat(5001)}`, "1000 tokens"],
  ["lists in lists", `{loadAgentState(data:${"[".repeat(50_000)}${"]".repeat(50_000)}){state}}`, "1000 tokens"],
  ["one field over and over", `{${"availableAgents{agents{name}} ".repeat(120)}}`, '"agents":[]'],
] as const) {
  test(`a document of ${what} is answered`, async () => {
    const mock = await inProcess("copilotkit@1.10.6");
    const said = await mock.ask("POST", path, { query }, json);
    expect(said.text).toContain(says);
    expect(said.status).toBe(200);
  });
}
