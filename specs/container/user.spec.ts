import { expect, test } from "@playwright/test";
import { loadContract, verify } from "wirecheck";
import { BackendContainer } from "wirecheck/testcontainers";
import { node, withFolder } from "./images.ts";

const document = (status: string) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Clock", version: "1.0.0" },
    paths: {
      "/time": {
        get: {
          responses: {
            200: {
              description: "Now",
              content: {
                "application/json": {
                  schema: { type: "object", required: ["zone"], properties: { zone: { const: status } } },
                },
              },
            },
          },
        },
      },
    },
  });

const server = `require("http").createServer((request, response) => {
  const found = request.url === "/time";
  response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(found ? { zone: process.env.ZONE } : { detail: "Not Found" }));
}).listen(8000);`;

test("a user's backend is built, started and held to its own document", async () => {
  const files = {
    Dockerfile: `FROM ${node}\nCOPY server.js /\nCMD ["node", "/server.js"]\n`,
    "server.js": server,
    "kept.json": document("UTC"),
    "broken.json": document("CET"),
  };
  await withFolder(files, async (context) => {
    const image = await BackendContainer.build({ context, image: "wirecheck/spec-clock" });
    const backend = await new BackendContainer(image, 8000)
      .withHealthPath("/time")
      .withEnvironment({ ZONE: "UTC" })
      .start();
    const verdicts = ["kept", "broken"].map(async (name) => {
      const contract = await loadContract(`${context}/${name}.json`);
      return (await verify({ contract, url: backend.url })).verdict;
    });
    expect(await Promise.all(verdicts)).toEqual(["pass", "fail"]);
    await backend.stop();
  });
});
