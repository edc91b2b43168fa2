import { createServer } from "node:http";
import { createRequire } from "node:module";
import { operations, schemas } from "../data/shelf.mjs";
import { listen } from "./serve.mjs";

const require = createRequire(import.meta.url);
/** @type {typeof import("ajv/dist/2020.js")} */
const { Ajv2020 } = require("ajv/dist/2020");

const ajv = new Ajv2020({ strict: false });
const routes = operations.map(({ method, path, status, answer, takes }) => ({
  method: method.toUpperCase(),
  path: new RegExp(`^${path.replace("{id}", "[^/]+")}$`),
  status,
  text: JSON.stringify(answer),
  validate: takes === undefined ? () => true : ajv.compile(schemas[takes] ?? {}),
}));

listen(
  createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const route = routes.find(({ method, path }) => method === request.method && path.test(pathname));
      const json = chunks.length === 0 || request.headers["content-type"] === "application/json";
      const good = json && route?.validate(parsed(Buffer.concat(chunks).toString("utf8")));
      response.writeHead(route ? (good ? route.status : 422) : 404, { "content-type": "application/json" });
      response.end(good ? route?.text : "{}");
    });
  }),
);

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
