import { setTimeout as wait } from "node:timers/promises";
import type { Page, Request } from "@playwright/test";
import type { Asked } from "../types.ts";
import { askedOf } from "./asked.ts";

const LOOK_EVERY_MS = 50;
/** Answers in which nothing moves for so long are not waited for: some streams never end. */
const STILL_MS = 10_000;

/** Opens a page and listens to what it asks of the runtime, and to what goes wrong in it. */
export class Visitor {
  /** What is being done to it; each request is noted with it. */
  during = "start";
  readonly asked: Asked[] = [];
  /** What was thrown and not caught, or written to the console as an error; first lines. */
  readonly complaints: string[] = [];
  readonly #page: Page;
  readonly #deadline: AbortSignal;
  #pending = 0;

  /** @param base URL of the runtime @param deadline when all is over, wherever it is */
  constructor(page: Page, base: string, deadline: AbortSignal) {
    this.#page = page;
    this.#deadline = deadline;
    page.setDefaultTimeout(0); // There is one deadline.
    this.#listen(base);
  }

  async open(url: string): Promise<void> {
    await this.#within(this.#page.goto(url));
  }

  /**
   * Waits until it is so, or until the page has come to rest: nothing is waited for, asked or shown for a while. Answers
   * that are not over count for ten seconds.
   *
   * @param so of the text that the page shows
   * @param rest milliseconds in which nothing moves
   * @returns whether it is so
   */
  async until(so: (text: string) => boolean, rest: number): Promise<boolean> {
    for (let last = "", since = Date.now(); ; await wait(LOOK_EVERY_MS)) {
      // The page answers when it has time, so one that is still at work is not taken for one at rest.
      const text = await this.#within(this.#page.evaluate<string>("document.body.innerText"));
      if (so(text)) return true;
      const now = `${this.asked.length} ${this.#pending} ${text}`;
      if (now !== last) since = Date.now();
      if (Date.now() - since > (this.#pending > 0 ? STILL_MS : rest)) return false;
      last = now;
    }
  }

  /** Whether there is a place to write. */
  canWrite(): Promise<boolean> {
    return this.#within(this.#input.isVisible());
  }

  async say(text: string): Promise<void> {
    this.during = text;
    await this.#within(this.#input.fill(text));
    await this.#within(this.#input.press("Enter"));
  }

  get #input() {
    return this.#page.locator("textarea").first();
  }

  /** Does a thing unless the time is over first. @throws the deadline's reason */
  #within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(this.#deadline.reason);
      if (this.#deadline.aborted) late();
      this.#deadline.addEventListener("abort", late, { once: true });
      work.then(resolve, reject).finally(() => this.#deadline.removeEventListener("abort", late));
    });
  }

  #listen(base: string): void {
    const open = new Map<Request, number>();
    const { origin } = new URL(base);
    this.#page.on("request", (request) => {
      const url = request.url();
      if (new URL(url).origin !== origin) return;
      const seen = { method: request.method(), url, headers: request.headers(), text: request.postData() };
      open.set(request, this.asked.push(askedOf(seen, base, this.during)) - 1);
      this.#pending += 1;
    });
    this.#page.on("response", (response) => {
      const at = open.get(response.request());
      if (at !== undefined) this.asked[at] = { ...(this.asked[at] as Asked), status: response.status() };
    });
    const over = (request: Request) => {
      if (open.has(request)) this.#pending -= 1;
    };
    this.#page.on("requestfinished", over);
    this.#page.on("requestfailed", over);
    this.#page.on("pageerror", (error) => this.#complain(`${error.name}: ${error.message}`));
    this.#page.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) this.#complain(message.text());
    });
  }

  #complain(text: string): void {
    const line = text.split("\n", 1)[0] ?? "";
    if (!this.complaints.includes(line)) this.complaints.push(line);
  }
}
