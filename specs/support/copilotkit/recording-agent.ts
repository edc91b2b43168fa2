import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a runtime asked of its agent. */
export interface Forwarded {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * An AG-UI agent that remembers what it was asked and always says the same, with a key that came with AG-UI 1.0, so that
 * one sees what a runtime passes on.
 */
export async function startRecordingAgent() {
  const heard: Forwarded[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    const body = JSON.parse(text);
    heard.push({ headers: request.headers as Forwarded["headers"], body });
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(
      events(body)
        .map((event) => `data: ${JSON.stringify(event)}\n\n`)
        .join(""),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    heard,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

function events({ threadId, runId }: { threadId: string; runId: string }): object[] {
  const messageId = `${threadId}-answer`;
  return [
    { type: "RUN_STARTED", threadId, runId, protocolVersion: "1.0" },
    { type: "TEXT_MESSAGE_START", messageId, role: "assistant" },
    { type: "TEXT_MESSAGE_CONTENT", messageId, delta: "You can return it " },
    { type: "TEXT_MESSAGE_CONTENT", messageId, delta: "within 30 days." },
    { type: "TEXT_MESSAGE_END", messageId },
    { type: "STATE_SNAPSHOT", snapshot: { seen: true } },
    { type: "RUN_FINISHED", threadId, runId },
  ];
}
