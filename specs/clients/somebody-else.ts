import { once } from "node:events";
import { WebSocket } from "ws";

/** Somebody else than the page starts a workflow, waits until it is completed, and goes. @param url of the backend */
export async function runWorkflow(url: string, id: string): Promise<void> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws/workflow/${id}?client_id=somebody-else`);
  const completed = new Promise<void>((resolve) => {
    socket.on("message", (data) => JSON.parse(String(data)).state === "completed" && resolve());
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "control", action: "start" }));
  await completed;
  socket.close(1000);
  await once(socket, "close");
}
