import { createSseSplitter } from "../../contracts/index.ts";

/** What a page gets of one request. */
export interface Reply {
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  readonly headers: Headers;
  readonly text: string;
  /** The blocks of an event stream. */
  readonly blocks: readonly string[];
  /** `waiting` where the answer was still open when patience ended. */
  readonly end: "complete" | "cut" | "waiting";
  /** Milliseconds until it ended. */
  readonly took: number;
}

/** Posts JSON by `fetch` and reads what comes, to its end or to that of one's patience in milliseconds. */
export async function ask(
  url: string,
  body: unknown,
  patience: number,
  { method = "POST", headers = {} }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Reply> {
  const began = Date.now();
  const done = new AbortController();
  const timer = setTimeout(() => done.abort(), patience);
  let [text, end]: [string, Reply["end"]] = ["", "complete"];
  let answer: Response | undefined;
  try {
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const type = body === undefined ? undefined : { "content-type": "application/json" };
    answer = await fetch(url, { method, headers: { ...type, ...headers }, ...sent, signal: done.signal });
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true });
  } catch {
    end = done.signal.aborted ? "waiting" : "cut";
  }
  clearTimeout(timer);
  const splitter = createSseSplitter();
  const blocks = [...splitter.push(text), ...splitter.end()];
  return {
    status: answer?.status,
    headers: answer?.headers ?? new Headers(),
    text,
    blocks,
    end,
    took: Date.now() - began,
  };
}
