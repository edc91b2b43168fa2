import { faults, type Mock } from "../../mocks/index.ts";
import { converse, openSocket } from "../../src/probe/index.ts";
import { expect, question, test } from "./talk.ts";

type Seen = {
  readonly run: Awaited<ReturnType<typeof converse>>;
  readonly socket: Awaited<ReturnType<typeof converse>>;
};

const budgets = { firstFrame: 4000, idle: 500, total: 6000 };

/** What a run and a socket look like from outside. */
async function seen(mock: Mock): Promise<Seen> {
  const body = JSON.stringify(question("Hello"));
  const headers = { "content-type": "application/json" };
  const url = mock.urlOf("video-studio").replace("http", "ws");
  const [run, socket] = await Promise.all([
    converse({ method: "POST", url: mock.url, headers, body, budgets }),
    openSocket({ url: `${url}/ws/coordinator`, budgets: { firstFrame: 500, total: 1500 } }),
  ]);
  await socket.next(({ raw }) => raw.includes("coordinator_metrics"), 500);
  return { run, socket: await socket.close() };
}

const types = ({ frames }: Seen["run"]) => frames.map(({ raw }) => /"type":"([A-Z_]+)"/.exec(raw)?.[1]);
const status =
  (wanted: number) =>
  ({ run, socket }: Seen) =>
    expect([run.response?.status, socket.response?.status]).toContain(wanted);

/** What is true under each fault, and not without it. */
const effects: Readonly<Record<string, (seen: Seen) => void>> = {
  reset: ({ run, socket }) => {
    expect(run.response).toBeUndefined();
    expect(socket.response).toBeUndefined();
  },
  "http-500": status(500),
  "http-422": status(422),
  "handshake-401": status(401),
  "handshake-403": status(403),
  "handshake-404": status(404),
  "handshake-426": status(426),
  "handshake-hang": ({ socket }) => expect(socket.response).toBeUndefined(),
  "accept-then-silence": ({ run, socket }) => expect([run.frames.length, socket.frames.length]).toEqual([0, 0]),
  "slow-first-byte": ({ run }) => expect(run.frames[0]?.at).toBeGreaterThanOrEqual(2000),
  "reset-mid-stream": ({ run }) => expect([run.frames.length, run.end.how]).toEqual([3, "cut"]),
  "truncated-stream": ({ run }) => expect([types(run).at(-1), run.end.how]).toEqual(["TEXT_MESSAGE_END", "complete"]),
  "crlf-framing": ({ run }) => expect(run.frames.every(({ raw }) => raw.endsWith("\r\n\r\n"))).toBe(true),
  "missing-id": ({ run }) => expect(run.frames.some(({ raw }) => /messageId|toolCallId/.test(raw))).toBe(false),
  "wrong-order": ({ run }) => expect(types(run)[0]).not.toBe("RUN_STARTED"),
};

test("every fault has an effect that is expected here", () => {
  expect(Object.keys(effects).sort()).toEqual(
    faults()
      .map(({ name }) => name)
      .sort(),
  );
});

for (const [fault, effect] of Object.entries(effects)) {
  test(`${fault} shows, and goes with it`, async ({ start }) => {
    const mock = await start(["ag-ui", "video-studio"], { fault });
    effect(await seen(mock));
    mock.use({ fault: null });
    const ordinary = await seen(mock);
    expect(() => effect(ordinary)).toThrow();
  });
}
