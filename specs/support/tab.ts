import type { Page, WebSocket } from "@playwright/test";
import type { Frame } from "../../contracts/index.ts";
import { test as base, expect } from "./client-test.ts";

/** A socket that a page opened, and what was said on it. */
export interface PageSocket {
  readonly url: string;
  readonly frames: readonly Frame[];
  isClosed(): boolean;
}

/** A page of a browser, and what it did that a reader of its screen would not see. */
export interface Tab {
  readonly page: Page;
  /** Every socket that it opened, in order; one that was refused too. */
  readonly sockets: readonly PageSocket[];
  /** A complaint on the console that is expected; any other fails the test. */
  excuse(line: RegExp): void;
  /** Keeps what the page shows as an artifact of the test. */
  picture(name: string): Promise<void>;
}

/**
 * A tab in a context of its own. The test fails when the page asks for anything outside of this machine, which is blocked,
 * or when its console has an error that was not excused.
 */
export const test = base.extend<{ tab: Tab }>({
  tab: async ({ chrome }, use, info) => {
    const context = await chrome.newContext({ viewport: { width: 1100, height: 900 } });
    const [outside, complaints, excused, sockets]: [string[], string[], RegExp[], PageSocket[]] = [[], [], [], []];
    const here = (url: string) => /^(data|blob):/.test(url) || new URL(url).hostname === "127.0.0.1";
    await context.route(
      (url) => !here(url.href),
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("websocket", (socket) => {
      sockets.push(follow(socket));
      if (!here(socket.url())) outside.push(socket.url());
    });
    await use({
      page,
      sockets,
      excuse: (line) => excused.push(line),
      async picture(name) {
        const path = info.outputPath(`${name}.png`);
        await page.screenshot({ path, fullPage: true });
        info.attachments.push({ name, path, contentType: "image/png" });
      },
    });
    await context.close();
    expect(outside, "what the page asked for outside of this machine").toEqual([]);
    const unexpected = complaints.filter((line) => !excused.some((known) => known.test(line)));
    expect(unexpected, "what the console complained of").toEqual([]);
  },
});

function follow(socket: WebSocket): PageSocket {
  const frames: Frame[] = [];
  const note = (from: Frame["from"]) => (data: { payload: string | Buffer }) =>
    frames.push({ from, at: frames.length, raw: String(data.payload) });
  socket.on("framesent", note("client"));
  socket.on("framereceived", note("server"));
  return { url: socket.url(), frames, isClosed: () => socket.isClosed() };
}

export { expect } from "./client-test.ts";
