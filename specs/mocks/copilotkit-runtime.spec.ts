import { expect, test } from "@playwright/test";
import { eventsIn } from "../support/runs.ts";
import { agentId, dialects, expectKept, gone, input, typesOf, wireThat } from "./copilotkit-dialects.ts";
import { inProcess, type Written } from "./in-process.ts";

for (const { contract, first, run, connect, stop } of dialects) {
  test.describe(`${contract}:`, () => {
    test("a run says what it was asked, looks it up and answers in pieces", async () => {
      const mock = await inProcess(contract);
      const asked = input("What is your refund policy?", "u1", { forwardedProps: { tenant: "acme" } });
      const said = await run(mock, asked);
      expect(said.headers["content-type"]).toBe("text/event-stream");
      expect(said.headers["access-control-allow-origin"]).toBe("*");
      const events = eventsIn(said.text);
      const { threadId, runId, state, messages, tools, context, forwardedProps } = asked;
      expect(events[0]).toEqual({
        ...{ type: "RUN_STARTED", threadId, runId },
        input: { threadId, runId, state, messages, tools, context, forwardedProps },
      });
      expect(events.find(({ type }) => type === "TOOL_CALL_START")).toMatchObject({
        toolCallName: "search_knowledge_base",
      });
      const words = events.filter(({ type }) => type === "TEXT_MESSAGE_CONTENT").map(({ delta }) => delta);
      expect(words.length).toBeGreaterThan(3);
      expect(words.join("")).toContain("30 days");
      expect(events.at(-1)).toEqual({ type: "RUN_FINISHED", threadId, runId });
      expectKept(mock);
    });

    test("of the messages of a thread only the new ones come back, and a thread begins with nothing", async () => {
      const mock = await inProcess(contract);
      expect((await connect(mock, input("", "u0", { messages: [] }))).text).toBe("");
      const before = eventsIn((await run(mock, input("Hello", "u1"))).text);
      const messageId = before.find(({ type }) => type === "TEXT_MESSAGE_START")?.messageId;
      const messages = [
        { id: "u1", role: "user", content: "Hello" },
        { id: messageId, role: "assistant", content: "x" },
        { id: "u2", role: "user", content: "refund" },
      ];
      const [started] = eventsIn((await run(mock, input("", "u2", { messages }))).text);
      expect(started).toMatchObject({ input: { messages: messages.slice(2) } });
      expectKept(mock);
    });

    test("a thread is played again with its pieces put together", async () => {
      const mock = await inProcess(contract);
      const said = [
        eventsIn((await run(mock, input("Hello", "u1"))).text),
        eventsIn((await run(mock, input("refund", "u2", { state: { cart: [1] } }))).text),
      ];
      const again = eventsIn((await connect(mock, input("", "u3"))).text);
      const once = ["TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END", "TOOL_CALL_RESULT"];
      const text = ["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END"];
      const whole = ["RUN_STARTED", ...once, ...text, "RUN_FINISHED"];
      const [early, late] = first ? [["STATE_SNAPSHOT"], []] : [[], ["STATE_SNAPSHOT"]];
      expect(typesOf(again)).toEqual([...whole, "RUN_STARTED", ...early, ...once, ...text, ...late, "RUN_FINISHED"]);
      const deltas = (events: readonly { [key: string]: unknown }[]) =>
        events
          .filter(({ type }) => type === "TEXT_MESSAGE_CONTENT")
          .map(({ delta }) => delta)
          .join("");
      expect(deltas(again)).toBe(deltas(said.flat()));
      expectKept(mock);
    });

    test("a tool of the page is called, and what it said is quoted", async () => {
      const mock = await inProcess(contract);
      const parameters = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
      const tools = [{ name: "render_product_card", description: "", parameters }];
      const asked = input("Show me a product card", "u1", { tools });
      const call = eventsIn((await run(mock, asked)).text);
      expect(typesOf(call)).toEqual([
        "RUN_STARTED",
        "TOOL_CALL_START",
        "TOOL_CALL_ARGS",
        "TOOL_CALL_END",
        "RUN_FINISHED",
      ]);
      const { toolCallId } = call[1]!;
      const toolCalls = [
        { id: toolCallId, type: "function", function: { name: "render_product_card", arguments: "{}" } },
      ];
      const messages = [
        ...asked.messages,
        { id: toolCallId, role: "assistant", toolCalls },
        { id: "r1", role: "tool", toolCallId, content: "shown" },
      ];
      const told = eventsIn((await run(mock, input("", "u2", { tools, messages }))).text);
      const words = told.filter(({ type }) => type === "TEXT_MESSAGE_CONTENT").map(({ delta }) => delta);
      expect(words.join("")).toBe("The tool render_product_card said: shown");
      expectKept(mock);
    });

    test("while a run is played, another on its thread gets nothing, and whoever connects sees it to its end", async () => {
      const mock = await inProcess(contract, { pace: "realtime" });
      const others: Promise<Written>[] = [];
      const meet = () => others.push(run(mock, input("two", "u2")), connect(mock, input("", "u3")));
      const said = await run(mock, input("refund", "u1"), agentId, wireThat(meet, "TOOL_CALL_END"));
      const [second, seen] = await Promise.all(others);
      expect([second?.status, second?.text]).toEqual([200, ""]);
      expect(eventsIn(seen?.text ?? "")).toEqual(eventsIn(said.text));
      // So the real ones answer, too.
      expectKept(mock, "order/run-not-empty");
    });

    test("a run is stopped once, and its thread says so ever after", async () => {
      const mock = await inProcess(contract, { pace: "realtime" });
      const stops: Promise<Written>[] = [];
      const stopTwice = () => stops.push(stop(mock, "t1"), stop(mock, "t1"));
      const said = eventsIn(
        (await run(mock, input("refund", "u1"), agentId, wireThat(stopTwice, '"days of delivery "'))).text,
      );
      expect(said.at(-1)).toEqual(gone);
      expect(typesOf(said)).not.toContain("TEXT_MESSAGE_END");
      const interrupt = { type: "RUN_ERROR", message: "Run stopped by user", code: "STOPPED" };
      const none = { stopped: false, message: "No active run for thread 't1'." };
      expect((await Promise.all(stops)).map(({ body }) => body)).toEqual([{ stopped: true, interrupt }, none]);
      const again = eventsIn((await connect(mock, input("", "u2"))).text);
      expect(typesOf(again).slice(-3)).toEqual(["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "RUN_ERROR"]);
      expect((await stop(mock, "t1")).body).toEqual(none);
      expect(eventsIn((await run(mock, input("refund", "u3"))).text).at(-1)).toMatchObject({ type: "RUN_FINISHED" });
      expectKept(mock);
    });

    test("only the run that is meant is stopped", async () => {
      const mock = await inProcess(contract, { pace: "realtime" });
      const stops: Promise<Written>[] = [];
      const meet = () => stops.push(stop(mock, "t1", { runId: "other" }), stop(mock, "t1", { runId: "run-u1" }));
      await run(mock, input("refund", "u1"), agentId, wireThat(meet, '"days of delivery "'));
      const said = (await Promise.all(stops)).map(({ body }) => body.stopped);
      // Until 1.50 nobody looked at the id.
      expect(said).toEqual(first ? [true, false] : [false, true]);
    });

    test("a client that leaves in the middle ends the run", async () => {
      const mock = await inProcess(contract, { pace: "realtime" });
      const wire = wireThat((one) => one.leave(), '"days of delivery "');
      await run(mock, input("refund", "u1"), agentId, wire);
      expect(mock.world.runs.open).toBe(0);
      expect(wire.text).not.toContain('"five working days."');
      expect(mock.exchanges()[0]?.end).toEqual({ how: "cut", message: "The client went away." });
      expect(eventsIn((await connect(mock, input("", "u2"))).text).at(-1)).toEqual(gone);
    });

    test("an unknown agent is not found, whatever else is wrong", async () => {
      const mock = await inProcess(contract);
      const unknown = { error: "Agent not found", message: "Agent 'ghost' does not exist" };
      for (const body of [input("x", "u1"), {}]) {
        const said = await run(mock, body, "ghost");
        expect([said.status, said.body]).toEqual([404, unknown]);
      }
      expect(eventsIn((await run(mock, input("x", "u1"))).text).at(-1)).toMatchObject({ type: "RUN_FINISHED" });
    });

    for (const [what, body, issue] of [
      [
        "a message without its id",
        input("x", "u1", { messages: [{ role: "user", content: "x" }] }),
        ["messages", 0, "id"],
      ],
      ["one level too deep", { body: input("x", "u1") }, ["messages"]],
      ["nothing", {}, ["threadId"]],
      ["a thread that is a number", input("x", "u1", { threadId: 7 }), ["threadId"]],
    ] as const) {
      test(`an input with ${what} is refused`, async () => {
        const mock = await inProcess(contract);
        const { status, body: told } = await run(mock, body);
        expect(status).toBe(400);
        const details = String(first ? told.message : told.details);
        const issues = JSON.parse(details.slice(details.indexOf("["))) as { code: string; path: unknown[] }[];
        expect(issues).toContainEqual(expect.objectContaining({ code: "invalid_type", path: issue }));
        expect(mock.world.runs.open).toBe(0);
      });
    }
  });
}

for (const { contract, run, connect, threads } of dialects.filter(({ first }) => !first)) {
  test(`${contract}: what a thread remembers is told`, async () => {
    const mock = await inProcess(contract);
    await run(mock, input("Hello", "u1", { threadId: "older" }));
    await run(mock, input("refund", "u2", { state: { a: 1 } }));
    const { threads: all, nextCursor } = (await threads(mock, `/threads?agentId=${agentId}`)).body as never as {
      threads: { id: string }[];
      nextCursor: null;
    };
    expect([all.map(({ id }) => id), nextCursor]).toEqual([["t1", "older"], null]);
    expect((await threads(mock, "/threads?agentId=ghost")).body).toEqual({ threads: [], nextCursor: null });
    expectKept(mock);
    expect((await threads(mock, "/threads/t1/state")).body).toEqual({ state: { a: 1 } });
    expect((await threads(mock, "/threads/none/state")).body).toEqual({ state: null });
    const { messages } = (await threads(mock, "/threads/t1/messages")).body as never as { messages: object[] };
    expect(messages).toEqual([
      { id: "u2", role: "user", content: "refund" },
      {
        ...{ id: expect.stringMatching(/^call_/), role: "assistant" },
        toolCalls: [{ id: expect.stringMatching(/^call_/), name: "search_knowledge_base", args: '{"query":"refund"}' }],
      },
      {
        ...{ id: expect.stringMatching(/^msg_/), role: "tool", toolCallId: expect.stringMatching(/^call_/) },
        content: expect.stringContaining("30 days"),
      },
      { id: expect.stringMatching(/^msg_/), role: "assistant", content: expect.stringContaining("30 days") },
    ]);
    const { events } = (await threads(mock, "/threads/t1/events")).body as never as { events: object[] };
    expect(events).toEqual(eventsIn((await connect(mock, input("", "u3"))).text));
    expect((await threads(mock, "/threads/t1", "PATCH")).status).toBe(422);
    expect((await threads(mock, "/threads/clear", "POST")).status).toBe(204);
    expect((await threads(mock, "/threads")).body).toEqual({ threads: [], nextCursor: null });
  });
}
