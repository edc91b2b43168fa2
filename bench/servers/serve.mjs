/**
 * Listens on a free port and prints the URL, which is how a server of ours says that it is there.
 *
 * @param {import("node:http").Server} server
 * @param {string} [path]
 */
export function listen(server, path = "/") {
  server.listen(0, "127.0.0.1", () =>
    tell(/** @type {import("node:net").AddressInfo} */ (server.address()).port, path),
  );
}

/** @param {number} port @param {string} path */
export function tell(port, path) {
  process.stdout.write(`http://127.0.0.1:${port}${path}\n`);
}
