import { createServer } from "node:http";
import { listen } from "./serve.mjs";

listen(createServer((_request, response) => response.end("ok")));
