import { type ClientRequest, type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { End, Exchange, Frame, HeaderMap, ResponseHead } from "../../contracts/index.ts";
import { type Body, bodyOf } from "./body.ts";
import { type Budgets, defaultBudgets, spent } from "./budgets.ts";
import { headerMap, merged } from "./headers.ts";
import { userAgent } from "./tool.ts";
import { brokenEnd } from "./trouble.ts";

/** One HTTP request to make. */
export interface Ask {
  readonly url: string;
  readonly method: string;
  readonly headers?: HeaderMap;
  readonly body?: string;
  readonly budgets?: Partial<Budgets>;
  /** Ends the exchange as `left`. */
  readonly signal?: AbortSignal;
  /** Id of the endpoint that is asked; it goes into the exchange. */
  readonly endpoint?: string;
}

/**
 * Makes one HTTP request and records everything that was said. Never rejects: a refusal, a reset, an answer that is
 * not HTTP and a spent budget are ends of the exchange. Redirects are answers; they are not followed.
 *
 * Not `fetch`: that hides raw headers, refuses some ports, follows redirects and gives one message for every failure.
 */
export function converse(ask: Ask): Promise<Exchange> {
  const budgets = { ...defaultBudgets, ...ask.budgets };
  const headers = merged({ "user-agent": userAgent, accept: "*/*", "accept-encoding": "identity" }, ask.headers);
  const began = performance.now();
  const clock = () => Math.round((performance.now() - began) * 10) / 10;

  return new Promise((resolve) => {
    const frames: Frame[] = [];
    let response: ResponseHead | undefined;
    let body: Body | undefined;
    let request: ClientRequest | undefined;
    let received = 0;
    let over = false;

    const finish = (end: End) => {
      if (over) return;
      over = true;
      for (const timer of [total, quiet]) clearTimeout(timer);
      ask.signal?.removeEventListener("abort", leave);
      if (body) frames.push(...body.end());
      request?.destroy();
      const said = { method: ask.method, url: ask.url, headers, ...(ask.body === undefined ? {} : { body: ask.body }) };
      const home = ask.endpoint === undefined ? {} : { endpoint: ask.endpoint };
      resolve({
        ...home,
        transport: "http",
        request: said,
        ...(response && { response }),
        frames,
        end,
        endedAt: clock(),
      });
    };
    const leave = () => finish({ how: "left" });
    // In this order: of two budgets that end together, the one that says more.
    let quiet = setTimeout(() => finish(spent(budgets, "firstFrame")), budgets.firstFrame);
    const total = setTimeout(() => finish(spent(budgets, "total")), budgets.total);

    const take = (chunk: Buffer) => {
      clearTimeout(quiet);
      quiet = setTimeout(() => finish(spent(budgets, "idle")), budgets.idle);
      received += chunk.length;
      frames.push(...((body as Body).push(chunk) ?? []));
      if (received > budgets.bytes) finish(spent(budgets, "bytes"));
    };
    const hear = (message: IncomingMessage) => {
      response = headOf(message);
      body = bodyOf(response.headers["content-type"], clock);
      message.on("data", take);
      message.on("end", () => finish({ how: "complete" }));
      message.on("error", (error) => finish(brokenEnd(error, true)));
      message.on("close", () => finish({ how: "cut", message: "the connection closed before the answer was over" }));
    };

    if (ask.signal?.aborted) return leave();
    ask.signal?.addEventListener("abort", leave);
    try {
      const start = ask.url.startsWith("https:") ? overHttps : overHttp;
      // No shared agent: each exchange has a connection of its own, as a first visitor has.
      request = start(ask.url, { method: ask.method, headers, agent: false });
      request.on("response", hear);
      // A server may answer 101 to a plain request; that is an answer without a body.
      request.on("upgrade", (message, socket) => {
        response = headOf(message);
        socket.destroy();
        finish({ how: "complete" });
      });
      request.on("error", (error) => finish(brokenEnd(error, response !== undefined)));
      request.end(ask.body);
    } catch (error) {
      finish(brokenEnd(error, false));
    }
  });
}

/** The head of an answer as it was sent. */
export function headOf(message: IncomingMessage): ResponseHead {
  return {
    status: message.statusCode ?? 0,
    reason: message.statusMessage ?? "",
    headers: headerMap(message.rawHeaders),
  };
}
