// Loaded into every Node process of a test lane (NODE_OPTIONS=--import): a connection that leaves this machine fails and
// is written down, and a lane that wrote anything down is red. Set-up may reach out; tests may not.
import { appendFileSync } from "node:fs";
import net from "node:net";

const file = process.env.WIRECHECK_OUTSIDE;
const connect = net.Socket.prototype.connect;

// Reserved names (RFC 6761) stand for "does not resolve" in specs.
const here = (/** @type {string} */ host) =>
  /^(localhost|127\.|::1$|0\.0\.0\.0$|::$|::ffff:127\.)/.test(host) || /\.(localhost|invalid)$/.test(host);

/** @param {unknown[]} args what net.Socket.connect was given: options, or port and host, or Node's own normalised array */
function hostOf(args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) {
    const { host, path } = /** @type {{host?: string, path?: string}} */ (first);
    return path ? "localhost" : (host ?? "localhost");
  }
  return typeof args[1] === "string" && typeof first !== "string" ? args[1] : "localhost";
}

/** @this {net.Socket} @param {unknown[]} args */
function guarded(...args) {
  const host = hostOf(args);
  if (here(host)) return connect.apply(this, /** @type {Parameters<typeof connect>} */ (args));
  if (file) appendFileSync(file, `node ${process.argv[1] ?? ""}: ${host}\n`);
  process.nextTick(() => this.destroy(new Error(`a test lane may not reach ${host}`)));
  return this;
}

if (file) net.Socket.prototype.connect = /** @type {typeof connect} */ (guarded);
