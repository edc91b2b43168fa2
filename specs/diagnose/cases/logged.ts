import { http } from "../../verify/raw-server.ts";
import { type Found, type Log, plainly, type Served } from "./case.ts";
import { nothing, own, zoo } from "./start.ts";

/** A socket whose server's output is its log, and what that makes of the causes. */
const printed: readonly (readonly [server: string, path: string, truth: string, found: Found])[] = [
  ["uvicorn-auto@zoo", "/ws/raises-after", "crash-after-accept", { "crash-after-accept": "certain" }],
  [
    "uvicorn-auto@zoo",
    "/ws/returns-after",
    "handler-returns",
    { "crash-after-accept": "likely", "handler-returns": "possible" },
  ],
  ["uvicorn-auto@zoo", "/ws/raises-before", "crash-before-accept", { "crash-before-accept": "certain" }],
  ["uvicorn-auto@zoo", "/ws/returns-before", "crash-before-accept", { "crash-before-accept": "certain" }],
  ["uvicorn-auto@zoo-old", "/ws/token", "refused-before-accept", { "refused-before-accept": "certain" }],
  ["uvicorn-auto@zoo-old", "/ws/item/one", "refused-before-accept", { "refused-before-accept": "certain" }],
  ["uvicorn-auto@zoo-bare", "/ws/ok", "no-websocket-library", { "no-websocket-library": "certain" }],
  ["uvicorn-none@zoo-old", "/ws/ok", "no-websocket-library", { "no-websocket-library": "certain" }],
  ["uvicorn-auto@zoo-old-bare", "/ws/ok", "no-websocket-library", { "no-websocket-library": "certain" }],
  ["uvicorn-auto-static@zoo-old", "/ws/missing", "mount-takes-sockets", { "mount-takes-sockets": "certain" }],
];

/** Where nothing listens, a log may say why. */
const ended: readonly (readonly [what: string, text: string, found: string])[] = [
  ["an import that failed", "INFO: Will watch\nModuleNotFoundError: No module named 'fastapi'\n", "crashed-at-start"],
  [
    "a port that was taken",
    "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 3001): address already in use\n",
    "crashed-at-start",
  ],
  [
    "an old failure before a good start",
    "ModuleNotFoundError: No module named 'x'\nINFO:     Uvicorn running on http://127.0.0.1:3001\n",
    "nothing-listening",
  ],
  ["nothing of use", "hello\n", "nothing-listening"],
];

const starting = "INFO:     Started server process [1]\nINFO:     Waiting for application startup.\n";
const refused = '{"detail":[{"type":"missing","loc":["body","messages",0,"user","id"],"msg":"Field required"}]}\n';

const told = (name: string, start: Served["start"], text: string, found: Found): Served => ({
  name,
  start,
  cases: [{ ...plainly("/", found, { log: { text } satisfies Log }), scheme: "http" }],
});

/** What only the log tells. */
export const logged: readonly Served[] = [
  ...printed.map(([server, path, truth, found]) => ({
    name: `${server} for ${path}, with what it prints`,
    start: zoo(server),
    cases: [{ path, given: { log: { printed: true } }, truth: [truth], found } as const],
  })),
  ...ended.map(([what, text, found]) => told(`nothing, with a log of ${what}`, nothing, text, { [found]: "certain" })),
  {
    name: "nothing, with a log of a start that goes on",
    start: nothing,
    cases: [
      {
        ...plainly("/", { "still-starting": "likely", "nothing-listening": "likely" }, { log: { text: starting } }),
        scheme: "http",
        truth: ["still-starting"],
      },
    ],
  },
  told(
    "a server with a 422 in its log",
    own(() => http((_, response) => response.writeHead(405).end())),
    refused,
    {
      "message-without-id": "likely",
    },
  ),
];
