import { request as ask, createServer } from "node:http";
import { StringDecoder } from "node:string_decoder";

/**
 * @typedef {object} Heard one exchange
 * @property {string} method
 * @property {string} path with its query
 * @property {string} body
 * @property {number} status 0: the answer never came
 * @property {string} answer
 * @property {boolean} whole the answer came to its end
 */

/**
 * Stands between two sides, passes bytes as they come and listens beside. No header but Host is touched.
 *
 * @param {string} target its URL, without a path
 * @param {() => void} [moved] called with every byte and at every end
 * @returns {Promise<{ url: string, open: () => number, take: () => Heard[], stop: () => Promise<void> }>} `open` counts
 *   the exchanges under way; `take` gives those since the last call, in the order in which they began
 */
export async function startHop(target, moved = () => {}) {
  /** @type {Heard[]} */
  const heard = [];
  let open = 0;
  const server = createServer((request, response) => {
    const { method = "", url: path = "" } = request;
    /** @type {Heard} */
    const one = { method, path, body: "", status: 0, answer: "", whole: false };
    heard.push(one);
    open += 1;
    moved();
    const onward = ask(new URL(path, target), { method, headers: { ...request.headers, host: new URL(target).host } });
    onward.on("response", (answer) => {
      one.status = answer.statusCode ?? 0;
      response.writeHead(one.status, answer.rawHeaders);
      response.flushHeaders();
      const text = new StringDecoder("utf8");
      answer.on("data", (/** @type {Buffer} */ bytes) => {
        one.answer += text.write(bytes);
        moved();
        response.write(bytes);
      });
      answer.on("end", () => {
        one.whole = true;
        response.end();
      });
      answer.on("error", () => response.destroy());
    });
    onward.on("error", () => response.destroy());
    const text = new StringDecoder("utf8");
    request.on("data", (/** @type {Buffer} */ bytes) => {
      one.body += text.write(bytes);
      onward.write(bytes);
    });
    request.on("end", () => onward.end());
    response.on("close", () => {
      open -= 1;
      onward.destroy();
      moved();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    open: () => open,
    take: () => heard.splice(0),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
