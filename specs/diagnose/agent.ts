import { http, type RawServer } from "../verify/raw-server.ts";

type Event = Readonly<Record<string, unknown>>;
const missing = ["threadId", "runId", "state", "messages", "tools", "context", "forwardedProps"];

/** An agent of a few lines: it refuses as FastAPI does what lacks a key, and answers a run as it is told. */
export function agent(
  answer: (events: readonly Event[]) => { type: string; body: string },
  more: readonly Event[] = [],
): Promise<RawServer> {
  return http((request, response) => {
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.method !== "POST") return json(request.url === "/run" ? 405 : 404, { detail: "Not Found" });
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const input = JSON.parse(text || "{}");
      const absent = missing.filter((key) => !(key in input));
      if (absent.length > 0)
        return json(422, {
          detail: absent.map((key) => ({ type: "missing", loc: ["body", key], msg: "Field required" })),
        });
      const { threadId, runId } = input;
      const events = more.length > 0 ? more : [{ type: "RUN_FINISHED", threadId, runId, timestamp: 3000 }];
      const { type, body } = answer([{ type: "RUN_STARTED", threadId, runId, timestamp: 1000 }, ...events]);
      response.writeHead(200, { "content-type": type }).end(body);
    });
  });
}

export const sse = (events: readonly Event[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
