import { MockError } from "../mock-error.ts";

export type MockSocket = Pick<typeof import("mock-socket"), "Server" | "WebSocket">;

/**
 * mock-socket as the user has it installed.
 *
 * @throws MockError `mock-socket-missing`
 */
export async function loadMockSocket(): Promise<MockSocket> {
  try {
    const library: MockSocket & { readonly default?: MockSocket } = await import("mock-socket");
    // To Node it is CommonJS, whose members it may not name one by one.
    return library.default ?? library;
  } catch {
    const next = "npm install --save-dev mock-socket@9";
    throw new MockError(
      "mock-socket-missing",
      "wirecheck/mock-socket needs mock-socket, which is not installed.",
      next,
    );
  }
}
