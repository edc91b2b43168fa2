import { loadContract } from "wirecheck";
import { createMock, type Mock } from "wirecheck/mock";
import { expect, test } from "./page.ts";

const input = {
  threadId: "t-browser",
  runId: "r-browser",
  state: {},
  messages: [{ id: "m-1", role: "user", content: "What is your refund policy?" }],
  tools: [],
  context: [],
  forwardedProps: {},
};

const run = (url: string, body: unknown) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    (error: Error) => ({ status: 0, text: error.message }),
  );

test.describe("a page of any loopback origin", () => {
  let mock: Mock;
  test.beforeAll(async () => {
    mock = await createMock({ contracts: [await loadContract("customer-support")], pace: "none" });
  });
  test.afterAll(() => mock.close());

  test("reads a run with fetch", async ({ blank }) => {
    const url = `${mock.url}/api/copilotkit`;
    const { status, text } = await blank.evaluate(
      ([to, body]) =>
        fetch(to as string, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }).then(async (answer) => ({ status: answer.status, text: await answer.text() })),
      [url, input],
    );
    expect(status).toBe(200);
    expect(text).toContain('"toolCallName":"search_knowledge_base"');
    expect(text).toContain('"type":"RUN_FINISHED"');
  });
});

test.describe("with --cors contract", () => {
  let mock: Mock;
  const lines: string[] = [];
  test.beforeAll(async () => {
    const contracts = [await loadContract("customer-support")];
    mock = await createMock({ contracts, cors: "contract", log: (line) => lines.push(line) });
  });
  test.afterAll(() => mock.close());

  test("a page of another origin is refused, and the log says which and how to mend it", async ({ blank, origin }) => {
    const answer = await blank.evaluate(
      (to) =>
        fetch(to, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }).then(
          () => "answered",
          (error: Error) => error.message,
        ),
      `${mock.url}/api/copilotkit`,
    );
    expect(answer).toBe("Failed to fetch");
    expect(lines.filter((line) => line.includes(origin) && line.includes("--cors open"))).toHaveLength(1);
  });

  test("what a browser hides, a program sees: the refused preflight does not refuse the request", async () => {
    expect((await run(`${mock.url}/api/copilotkit`, input)).status).toBe(200);
  });
});

test.describe("sockets", () => {
  let mock: Mock;
  test.beforeAll(async () => {
    mock = await createMock({ contracts: [await loadContract("video-studio")], cors: "contract" });
  });
  test.afterAll(() => mock.close());

  test("CORS does not reach a socket: a page of any origin is accepted", async ({ blank }) => {
    const first = await blank.evaluate(
      (to) =>
        new Promise<string>((resolve, reject) => {
          const socket = new WebSocket(to);
          socket.onmessage = ({ data }) => {
            resolve(String(data));
            socket.close();
          };
          socket.onerror = () => reject(new Error("refused"));
        }),
      `${mock.url.replace("http", "ws")}/ws/coordinator`,
    );
    expect(JSON.parse(first)).toMatchObject({ type: "info", room: "coordinator_metrics" });
  });
});
