import { faults } from "../../mocks/index.ts";
import { openSocket } from "../../src/probe/index.ts";
import { question } from "../support/runs.ts";
import type { PageSocket } from "./page-socket.ts";
import { ask, type Reply } from "./reply.ts";
import { expect, test } from "./test.ts";

/** Milliseconds after which a page gives up on what does not come. */
const patience = 300;

interface Said {
  readonly socket: PageSocket;
  /** True where the metrics came. */
  readonly told: boolean;
}

const types = ({ blocks }: Reply) => blocks.map((block) => /"type":"([A-Z_]+)"/.exec(block)?.[1]);
const status = (wanted: number) => (reply: Reply) => expect(reply.status).toBe(wanted);

/** What a page sees of a run under each fault, and not without it. */
const runs: Readonly<Record<string, (reply: Reply) => void>> = {
  reset: ({ status, end }) => expect([status, end]).toEqual([undefined, "cut"]),
  "http-500": status(500),
  "http-422": status(422),
  "accept-then-silence": ({ blocks, end }) => expect([blocks, end]).toEqual([[], "waiting"]),
  "slow-first-byte": ({ took }) => expect(took).toBeGreaterThanOrEqual(2000),
  "reset-mid-stream": ({ blocks, end }) => expect([blocks.length, end]).toEqual([3, "cut"]),
  "truncated-stream": (reply) => expect([types(reply).at(-1), reply.end]).toEqual(["TEXT_MESSAGE_END", "complete"]),
  "crlf-framing": ({ text }) => expect(text).toMatch(/^(data: .*\r\n\r\n)+$/),
  "missing-id": ({ text }) => expect(text).not.toMatch(/messageId|toolCallId/),
  "wrong-order": (reply) => expect(types(reply)[0]).not.toBe("RUN_STARTED"),
};

const unopened = async ({ socket }: Said) => {
  expect(socket.opened).toBe(false);
  expect(await socket.endWithin(patience)).toMatchObject({ code: 1006, error: true });
};

/** What it sees of a socket. */
const sockets: Readonly<Record<string, (said: Said) => unknown>> = {
  reset: unopened,
  "handshake-401": unopened,
  "handshake-403": unopened,
  "handshake-404": unopened,
  "handshake-426": unopened,
  "handshake-hang": async ({ socket }) =>
    expect([socket.opened, await socket.endWithin(patience)]).toEqual([false, undefined]),
  "accept-then-silence": ({ socket, told }) => expect([socket.opened, told]).toEqual([true, false]),
  "reset-mid-stream": async ({ socket }) => {
    expect(socket.frames().filter(({ from }) => from === "server")).toHaveLength(3);
    expect(await socket.endWithin(patience)).toMatchObject({ code: 1006 });
  },
};

test("every fault has an effect that is expected here", () => {
  expect([...new Set([...Object.keys(runs), ...Object.keys(sockets)])].sort()).toEqual(
    faults()
      .map(({ name }) => name)
      .sort(),
  );
});

for (const [fault, effect] of Object.entries(runs)) {
  test(`${fault} shows in a run, and goes with it`, { tag: "@http" }, async ({ start }) => {
    const mock = await start("ag-ui", { fault });
    const run = () => ask(mock.url, question("Hello"), 2500);
    effect(await run());
    mock.use({ fault: null });
    const ordinary = await run();
    expect(() => effect(ordinary)).toThrow();
  });
}

for (const [fault, effect] of Object.entries(sockets)) {
  test(`${fault} shows at a socket, and goes with it`, {
    tag: fault.endsWith("hang") ? "@handshake-hang" : "@sockets",
  }, async ({ start, dial }) => {
    const mock = await start("video-studio", { fault });
    const said = async (): Promise<Said> => {
      const { socket } = await dial(`${mock.url}/ws/coordinator`, patience);
      if (socket.opened) socket.say('{"type":"ping"}');
      return { socket, told: (await socket.next((raw) => raw.includes("pong"), patience)) !== undefined };
    };
    await effect(await said());
    mock.use({ fault: null });
    const ordinary = await said();
    await expect(async () => effect(ordinary)).rejects.toThrow();
  });
}

for (const code of [401, 403, 404, 426]) {
  test(`a client that is no page sees the ${code} of a refused handshake`, { tag: "@handshake-status" }, async ({
    start,
  }) => {
    const { url } = await start("video-studio", { fault: `handshake-${code}` });
    const socket = await openSocket({ url: `${url.replace("http", "ws")}/ws/coordinator` });
    expect(socket.exchange().response?.status).toBe(code);
  });
}
