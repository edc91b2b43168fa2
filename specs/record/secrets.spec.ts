import { openSocket } from "../../src/probe/index.ts";
import { question } from "../support/runs.ts";
import { http, sockets } from "../verify/raw-server.ts";
import { expect, test } from "./test.ts";

const secrets = {
  bearer: "bearer-9f8e7d6c5b",
  basic: "hunter2-hunter2",
  session: "session-1a2b3c4d",
  second: "second-cookie-value-1",
  set: "fresh-cookie-77aa",
  apiKey: "sk-live-0011223344",
  custom: "custom-key-5566",
  csrf: "csrf-abcdefgh",
  query: "query-key-a%2Bb-c",
  access: "access-token-998877",
  added: "added-by-the-recorder",
  member: "member-of-the-body",
};
const plain = Object.values(secrets).map((secret) => decodeURIComponent(secret));
const event = (members: object) => `data: ${JSON.stringify(members)}\n\n`;
const ids = { threadId: "test-123", runId: "run-456" };

test("no secret of a request or an answer is in the file or told of, even where the target repeats it", async ({
  serve,
  record,
}) => {
  const heard: string[] = [];
  const target = await serve(
    http((asking, response) => {
      let body = "";
      asking.on("data", (chunk) => {
        body += chunk;
      });
      asking.on("end", () => {
        heard.push(JSON.stringify(asking.headers) + asking.url + body);
        response.writeHead(200, {
          "content-type": "text/event-stream",
          "set-cookie": [`sid=${secrets.set}; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT`, "theme=dark"],
          "x-request-token": secrets.access,
        });
        response.write(event({ type: "RUN_STARTED", ...ids }));
        response.write(event({ type: "CUSTOM", name: "echo", value: plain.join(" ") }));
        response.end(event({ type: "RUN_FINISHED", ...ids }));
      });
    }),
  );
  const recording = await record("ag-ui", target.url, { headers: { "x-extra-key": secrets.added } });
  const query = `api_key=${secrets.query}&access_token=${secrets.access}&page=2`;
  const answer = await fetch(`${recording.url}/?${query}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${secrets.bearer}`,
      "proxy-authorization": `Basic ${Buffer.from(`me:${secrets.basic}`).toString("base64")}`,
      cookie: `sid=${secrets.session}; other=${secrets.second}`,
      "x-api-key": secrets.apiKey,
      "x-acme-key": secrets.custom,
      "x-csrf-token": secrets.csrf,
      referer: `http://front.test/?access_token=${secrets.access}`,
    },
    body: JSON.stringify({ ...question("Hello"), forwardedProps: { apiKey: secrets.member, model: "small" } }),
  });
  const text = await answer.text();
  await expect.poll(() => recording.passed.length).toBe(1);

  // Both ways everything passed as it was.
  for (const secret of plain) expect(text).toContain(secret);
  for (const name of ["bearer", "session", "apiKey", "csrf", "query", "added", "member"] as const) {
    expect(heard[0]).toContain(secrets[name]);
  }
  const kept = recording.text() + JSON.stringify(recording.passed);
  for (const secret of [...plain, ...Object.values(secrets)]) expect(kept).not.toContain(secret);
  const [exchange] = recording.exchanges();
  expect(exchange?.request.url).toBe("/?api_key=REDACTED&access_token=REDACTED&page=2");
  expect(exchange?.request.headers).toMatchObject({ authorization: "REDACTED", cookie: "REDACTED" });
  expect(exchange?.response?.headers["set-cookie"]).toBe("REDACTED");
  expect(JSON.parse(exchange?.request.body ?? "")).toMatchObject({
    forwardedProps: { apiKey: "REDACTED", model: "small" },
  });
});

test("no secret of a socket is in the file", async ({ serve, record }) => {
  const target = await serve(
    sockets(undefined, (socket) => socket.on("message", (data) => socket.send(`you said ${data}`))),
  );
  const recording = await record("video-studio", target.url);
  const socket = await openSocket({
    url: `${recording.url}/ws/coordinator?token=${secrets.access}&client_id=me`,
    headers: { authorization: `Bearer ${secrets.bearer}` },
  });
  socket.send({ type: "auth", password: secrets.member, also: secrets.bearer });
  const answer = await socket.next(undefined, 2000);
  expect(answer?.raw).toContain(secrets.member);
  await socket.close();
  await expect.poll(() => recording.passed.length).toBe(1);
  const kept = recording.text() + JSON.stringify(recording.passed);
  for (const secret of [secrets.access, secrets.bearer, secrets.member]) expect(kept).not.toContain(secret);
  const [exchange] = recording.exchanges();
  expect(exchange?.request.url).toBe("/ws/coordinator?token=REDACTED&client_id=me");
  expect(exchange?.frames[0]?.raw).toBe('{"type":"auth","password":"REDACTED","also":"REDACTED"}');
});

test("what is large, or a plain word of a cookie, passes through the search for secrets", async ({ serve, record }) => {
  // Each is slow to search, or deep, for an expression without bounds.
  const large = ["A".repeat(3e6), '\\"'.repeat(1e6), "eyJ-".repeat(1e5), '"a":'.repeat(1e4)].join(" ");
  const target = await serve(
    http((asking, response) => {
      asking.resume().on("end", () => {
        response.writeHead(200, { "content-type": "text/event-stream", "set-cookie": "theme=darkness; Path=/" });
        response.write(event({ type: "RUN_STARTED", ...ids }));
        response.write(event({ type: "CUSTOM", name: "darkness", value: "accepted" }));
        response.end(event({ type: "RUN_FINISHED", ...ids }));
      });
    }),
  );
  const recording = await record("ag-ui", target.url);
  const body = JSON.stringify({ ...question("Hello"), forwardedProps: { image: large, apiKey: secrets.member } });
  const headers = { "content-type": "application/json", cookie: "consent=accepted" };
  await (await fetch(recording.url, { method: "POST", headers, body })).text();
  await expect.poll(() => recording.passed.length).toBe(1);
  const [exchange] = recording.exchanges();
  expect(exchange?.request.body).toBe(body.replace(secrets.member, "REDACTED"));
  expect(exchange?.frames[1]?.raw).toBe(event({ type: "CUSTOM", name: "darkness", value: "accepted" }));
});

test("a signed web token is a secret wherever it stands", async ({ serve, record }) => {
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
  const target = await serve(http((_, response) => response.writeHead(500).end(`not for ${token}`)));
  const recording = await record("ag-ui", target.url);
  const headers = { "x-forwarded-user": `me ${token}` };
  await fetch(recording.url, { method: "POST", headers, body: JSON.stringify({ note: token }) });
  await expect.poll(() => recording.passed.length).toBe(1);
  expect(recording.text()).toContain("not for REDACTED");
  expect(recording.text()).not.toContain(token.slice(0, 30));
});

test("a streamed token and a tool's name are no secrets", async ({ serve, record }) => {
  const run = [
    event({ type: "RUN_STARTED", ...ids }),
    event({ type: "CUSTOM", name: "token", value: { token: "Hel" } }),
    event({ type: "RUN_FINISHED", ...ids }),
  ];
  const target = await serve(
    http((_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).end(run.join(""))),
  );
  const recording = await record("ag-ui", target.url);
  const body = JSON.stringify({ ...question("Which key?"), forwardedProps: { max_tokens: 5, primaryKey: "id" } });
  await fetch(recording.url, { method: "POST", headers: { "content-type": "application/json" }, body });
  await expect.poll(() => recording.passed.length).toBe(1);
  const [exchange] = recording.exchanges();
  expect(exchange?.frames.map(({ raw }) => raw)).toEqual(run);
  expect(exchange?.request.body).toBe(body);
});
