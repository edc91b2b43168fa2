import type { Facts, Heard } from "../facts.ts";
import { NotMade, type Probe } from "../lab.ts";

type Look = (answers: readonly Heard[], command: string) => boolean;

const header =
  (name: string, value: RegExp): Look =>
  (answers) =>
    answers.some(({ headers }) => value.test(headers[name] ?? ""));
const body =
  (value: RegExp): Look =>
  (answers) =>
    answers.some((one) => value.test(one.body));
const runs =
  (value: RegExp): Look =>
  (_, command) =>
    value.test(command);
const any =
  (...looks: readonly Look[]): Look =>
  (answers, command) =>
    looks.some((look) => look(answers, command));

/** What stands before the server and speaks for it. */
const fronts: readonly (readonly [string, Look])[] = [
  ["vite", any(body(/\/@vite\/client/), runs(/\bvite(\/bin\/vite\.js)?(\s|$)/))],
  ["nginx", header("server", /nginx|openresty/i)],
  ["caddy", header("server", /caddy/i)],
  ["envoy", header("server", /envoy/i)],
  ["apache", header("server", /apache/i)],
  ["cloudflare", header("server", /cloudflare/i)],
];

/** What the server is made of; the first that fits. */
const stacks: readonly (readonly [string, Look])[] = [
  ["hypercorn", header("server", /hypercorn/)],
  [
    "daphne",
    any(
      header("server", /daphne/i),
      (answers) => answers.some(({ reason }) => reason === "Access denied"),
      runs(/\bdaphne\b/),
    ),
  ],
  ["uvicorn", any(header("server", /uvicorn|websockets\/1/), runs(/\buvicorn\b/))],
  ["aiohttp", header("server", /aiohttp/)],
  ["starlette", body(/^\{"detail":"(Not Found|Method Not Allowed)"\}$/)],
  ["express", any(header("x-powered-by", /express/i), body(/<pre>Cannot (GET|POST) /))],
  ["fastify", body(/^\{"message":"Route [A-Z]+:/)],
  ["hono", body(/^404 Not Found$/)],
  [
    "ws",
    any(body(/^Missing or invalid Sec-WebSocket-Key header$/), (answers) =>
      answers.some((one) => one.status === 426 && one.body === "Upgrade Required"),
    ),
  ],
];

/** What the server seems to be, by what it says of itself and how it words what it answers. */
export const fingerprint: Probe<"fingerprint"> = {
  id: "fingerprint",
  async make(lab) {
    const ids = ["get", "get-control", "upgrade", "upgrade-control", "upgrade-no-key"] as const;
    const answers = (await Promise.all(ids.map((id) => lab.see(id)))).filter(
      (one) => one?.status !== undefined,
    ) as Heard[];
    const command = ((await lab.see("listener"))?.owners ?? []).map((one) => one.command).join(" ");
    if (answers.length === 0 && command === "") return new NotMade("nothing answered");
    const first = (table: typeof stacks) => table.find(([, look]) => look(answers, command))?.[0];
    const server = answers.map(({ headers }) => headers.server).find(Boolean);
    const [front, stack] = [first(fronts), first(stacks)];
    return { ...(server && { server }), ...(stack && { stack }), ...(front && { front }) };
  },
  tell({ server, stack, front }: Facts["fingerprint"]) {
    const parts = [
      stack && `it answers as ${stack} does`,
      front && `${front} stands in front`,
      server && `Server: ${server}`,
    ];
    return parts.filter(Boolean).join("; ") || "nothing tells what the server is";
  },
};
