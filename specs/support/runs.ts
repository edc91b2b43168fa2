/** The body of a run with one question. */
export const question = (content: string, threadId = "test-123") => ({
  threadId,
  runId: "run-456",
  state: {},
  messages: [{ id: "msg-1", role: "user", content }],
  tools: [],
  context: [],
  forwardedProps: {},
});

/** Posts JSON, or a text as it is. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The events of an event stream. */
export const eventsIn = (text: string): Record<string, unknown>[] =>
  text
    .split("\n\n")
    .filter(Boolean)
    .map((block) => JSON.parse(block.replace(/^data: /, "")));
