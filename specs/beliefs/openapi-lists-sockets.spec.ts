import { expect, test } from "@playwright/test";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { statusOf, upgrade } from "./upgrade.ts";

const sockets = ["/ws/coordinator", "/ws/workflow/w1", "/ws/agent/writer", "/api/v1/ws/connect", "/api/v1/chat/ws/t1"];

for (const stack of ["current", "2025-10"]) {
  test(`/openapi.json of the ${stack} stack knows no socket that opens`, async () => {
    const backend = await startBackend({ name: "video-studio", stack });
    const { paths } = (await (await fetch(`${backend.url}/openapi.json`)).json()) as { paths: Record<string, unknown> };
    const opened = await Promise.all(sockets.map(async (path) => statusOf(await upgrade(backend.url, path))));
    await backend.stop();
    expect(opened).toEqual(sockets.map(() => 101));
    const templates = Object.keys(paths).map((path) => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`));
    // It is not that it lists nothing: the routes of the same routers stand there.
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/ws/stats", "/api/v1/ws/stats"]));
    expect(sockets.filter((path) => templates.some((template) => template.test(path)))).toEqual([]);
  });
}
