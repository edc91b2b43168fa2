import { block, serveStreams } from "./stream-http.mjs";

serveStreams((response, events) => {
  for (const event of events) response.write(block(event));
  response.end();
});
