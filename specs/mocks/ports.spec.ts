import { createServer, type Server } from "node:net";
import { MockError } from "../../mocks/index.ts";
import { expect, test } from "./talk.ts";

/** A server on some port, which is then in use. */
async function occupied(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : 0, server };
}

const reason = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test("a port in use: who has it, and what to do", async ({ start }) => {
  const { port, server } = await occupied();
  const error = await reason(start("ag-ui", { port }));
  server.close();
  expect(error).toBeInstanceOf(MockError);
  expect(error).toMatchObject({ id: "port-in-use", message: expect.stringContaining(`Port ${port} is in use`) });
  if (process.platform === "linux") {
    expect((error as MockError).message).toMatch(new RegExp(` by process ${process.pid} \\(\\S+\\)\\.$`));
  }
  expect((error as MockError).next).toContain(`--port ${port + 1}`);
});

test("services count up from the first port; one may have a port of its own", async ({ start }) => {
  const { port, server } = await occupied();
  await new Promise((resolve) => server.close(resolve));
  const own = await occupied();
  await new Promise((resolve) => own.server.close(resolve));
  const mock = await start(["ag-ui", "customer-support", "video-studio"], {
    port,
    serve: { "video-studio": own.port },
  });
  expect(mock.services.map((service) => service.port)).toEqual([port, port + 1, own.port]);
});

test("two services on one port are refused, and named", async ({ start }) => {
  const serve = { "customer-support": 4999, "video-studio": 4999 };
  const error = await reason(start(["customer-support", "video-studio"], { serve }));
  expect(error).toMatchObject({
    id: "services-collide",
    message: "customer-support and video-studio cannot share port 4999.",
  });
});

for (const what of ["scenario", "fault"]) {
  test(`${what} nope is refused before anything listens`, async ({ start }) => {
    expect(await reason(start("ag-ui", { [what]: "nope" }))).toMatchObject({ id: `unknown-${what}` });
  });
}
