import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server } from "mock-socket";
import { loadContracts } from "../../contracts/index.ts";
import { type Carrier, carriers, type MockError } from "../../mocks/index.ts";
import { createMock as onMockSocket } from "../../mocks/mock-socket/index.ts";
import { createMock as onMsw } from "../../mocks/msw/index.ts";
import { loadMsw } from "../../mocks/msw/library.ts";
import { expect, test } from "./talk.ts";

/** A folder of a user's project, with a package of this version in it. It is not below this one, which has msw. */
function projectWith(version?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "wirecheck-project-"));
  if (version !== undefined) {
    mkdirSync(join(folder, "node_modules", "msw"), { recursive: true });
    writeFileSync(join(folder, "node_modules", "msw", "package.json"), JSON.stringify({ name: "msw", version }));
  }
  return folder;
}

const create = { msw: onMsw, "mock-socket": onMockSocket } as const;
const studio = { "video-studio": "http://localhost:3001" };

/** What cannot be played, and the one sentence that says so. */
const refusals: readonly (readonly [keyof typeof create, readonly string[], object, string, string])[] = [
  ["msw", [], {}, "no-contract", "The mock was given no contract."],
  ["msw", ["fixtures/documents/shop.openapi.json"], {}, "no-url", "name no server"],
  ["msw", ["video-studio"], { urls: { nope: "http://localhost" } }, "no-contract", "urls names nope"],
  ["msw", ["video-studio"], { urls: { "video-studio": "ftp://x" } }, "bad-url", "ftp://x is no URL of http or ws."],
  [
    "msw",
    ["video-studio", "customer-support"],
    { urls: { ...studio, "customer-support": "ws://localhost:3001/" } },
    "services-collide",
    "video-studio and customer-support are both at http://localhost:3001.",
  ],
  ["msw", ["video-studio"], { fault: "handshake-hang" }, "carrier-cannot", "msw cannot play the fault handshake-hang"],
  ["msw", ["video-studio"], { scenario: "nope" }, "unknown-scenario", "There is no scenario nope."],
  ["mock-socket", ["customer-support"], {}, "carrier-cannot", "mock-socket cannot play customer-support"],
  [
    "mock-socket",
    ["video-studio"],
    { scenario: "breaks-route-registered" },
    "carrier-cannot",
    "mock-socket cannot play the scenario breaks-route-registered: it carries sockets alone.",
  ],
];

for (const [carrier, references, options, id, says] of refusals) {
  test(`${carrier} with ${references.join()} and ${JSON.stringify(options)} is ${id}`, async () => {
    const contracts = await loadContracts(references);
    const error: MockError = await create[carrier]({ contracts, ...options }).then(
      () => expect(undefined, "it was started").toBeDefined(),
      (reason) => reason,
    );
    expect(error).toMatchObject({ id, message: expect.stringContaining(says) });
    expect(error.next).not.toBe("");
  });
}

test("what cannot be played later is refused, and what is played goes on", async () => {
  const mock = await onMsw({ contracts: await loadContracts(["video-studio"]), fault: "http-500" });
  expect(() => mock.use({ scenario: null, fault: "handshake-hang" })).toThrow(/it answers every handshake at once/);
  expect(() => mock.use({ fault: "nope" })).toThrow("There is no fault nope.");
});

for (const version of ["2.6.0", "3.0.5"]) {
  test(`msw ${version} is taken`, async () => {
    const folder = projectWith(version);
    expect(await loadMsw(join(folder, "a.test.js"))).toHaveProperty("http");
    rmSync(folder, { recursive: true });
  });
}

for (const [version, id, says] of [
  [undefined, "msw-missing", "which is not installed"],
  ["1.3.5", "msw-major", "installed is 1.3.5"],
  ["2.5.2", "msw-major", "installed is 2.5.2"],
  ["4.0.0", "msw-major", "installed is 4.0.0"],
] as const) {
  test(`msw ${version ?? "absent"} is ${id}`, async () => {
    const folder = projectWith(version);
    await expect(loadMsw(join(folder, "a.test.js"))).rejects.toMatchObject({
      id,
      message: expect.stringContaining(says),
      next: "npm install --save-dev msw@2",
    });
    rmSync(folder, { recursive: true });
  });
}

test("two mock-socket servers at one URL are named when a socket is made", async () => {
  const other = new Server("ws://localhost:3001/ws/coordinator", { mock: false });
  const mock = await onMockSocket({ contracts: await loadContracts(["video-studio"]), global: false });
  expect(() => new mock.WebSocket("ws://localhost:3001/ws/coordinator")).toThrow(
    expect.objectContaining({
      id: "services-collide",
      message: "Another mock-socket server is at ws://localhost:3001/ws/coordinator.",
      next: "Stop it, or give the contract another URL: urls: { NAME: URL }.",
    }),
  );
  other.stop();
  mock.close();
});

test("the global WebSocket is the mock's until it is closed", async () => {
  const before = globalThis.WebSocket;
  const mock = await onMockSocket({ contracts: await loadContracts(["video-studio"]) });
  expect(globalThis.WebSocket).toBe(mock.WebSocket);
  mock.close();
  expect(globalThis.WebSocket).toBe(before);
});

test("the page about unit tests shows what each carrier can do", () => {
  const page = readFileSync(new URL("../../docs/unit-tests.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)`[^|]*\| (yes|no) \| (yes|no) \| (yes|no) \|$/gm)];
  const shown = rows.map(([, capability, ...marks]) => [capability, ...marks]);
  const all: readonly Carrier[] = Object.values(carriers);
  expect(shown).toEqual(
    carriers.server.can.map((capability) => [
      capability,
      ...all.map(({ can }) => (can.includes(capability) ? "yes" : "no")),
    ]),
  );
});
