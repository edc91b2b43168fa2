/** What lines of servers' logs mean. Each was written by the server it names (uvicorn 0.17 to 0.54, Vite 8, nginx 1.22, CopilotKit 1.75). */
export const marks: readonly { readonly id: string; readonly says: RegExp }[] = [
  { id: "no-library", says: /No supported WebSocket library detected|Unsupported upgrade request/ },
  { id: "traceback", says: /^(?:ERROR:\s+)?(?:Traceback \(most recent call last\)|Exception in ASGI application)/ },
  { id: "socket-validation", says: /WebSocketRequestValidationError/ },
  { id: "no-handshake", says: /ASGI callable returned without (?:sending|completing) handshake/ },
  { id: "http-scope-only", says: /assert scope\["type"\] == "http"/ },
  { id: "upgrade-refused", says: /connection (?:rejected|failed) \((?:401|403) |"WebSocket [^"]*" 40[13]\b|WSREJECT / },
  {
    id: "import-failed",
    says: /^(?:ModuleNotFoundError|ImportError|SyntaxError|IndentationError|NameError): |Error loading ASGI app|Cannot find module|ERR_MODULE_NOT_FOUND/,
  },
  { id: "port-taken", says: /address already in use|EADDRINUSE/i },
  { id: "still-starting", says: /Waiting for application startup\.$/ },
  { id: "started", says: /Application startup complete|Uvicorn running on|ready in \d+ ms/ },
  {
    id: "proxy-failed",
    says: /(?:ws|http) proxy error|connect\(\) failed .* while connecting to upstream|upstream prematurely closed/,
  },
  {
    id: "connect-failed",
    says: /connect\(\) failed .* while connecting to upstream|http proxy error: .*\bE(?:CONNREFUSED|HOSTUNREACH|TIMEDOUT)\b/,
  },
  {
    id: "agent-unreachable",
    says: /Agent execution failed: TypeError: fetch failed|"type":"RUN_ERROR","message":"fetch failed"/,
  },
  {
    id: "model-key",
    says: /(?:api[_ -]?key|credentials?).{0,60}(?:missing|not (?:set|found|valid|provided)|invalid|must be|required)|Missing key inputs argument|No API[_ ]KEY|API_KEY_INVALID/i,
  },
];
