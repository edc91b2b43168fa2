import { block, serveStreams } from "./stream-http.mjs";

serveStreams((response, [first, ...rest]) => {
  response.write(block(first ?? {}));
  // What is written in one turn of the loop leaves together, so the rest is built in the next one.
  setImmediate(() => {
    let waiting = "";
    for (const event of rest) {
      waiting += block(event);
      if (waiting.length < 8192) continue;
      response.write(waiting);
      waiting = "";
    }
    response.end(waiting);
  });
});
