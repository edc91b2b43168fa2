import { expect, test } from "@playwright/test";
import { getContainerRuntimeClient } from "testcontainers";
import { BackendContainer, type ContainerErrorId, MockContainer } from "wirecheck/testcontainers";
import { node, withFolder } from "./images.ts";

const running = (program: string) => new BackendContainer(node, 8000).withCommand(["node", "-e", program]);
const serving = (rest: string) => running(`console.log("up"); require("http").createServer(${rest}`);

/** What cannot start, and what its error says. */
const cases: readonly {
  readonly what: string;
  readonly id: ContainerErrorId;
  readonly says: readonly RegExp[];
  start(): Promise<unknown>;
}[] = [
  {
    what: "a program that ends at once",
    id: "exited",
    says: [/ended with exit code 3/, /\n {2}reading settings\n {2}no DATABASE_URL$/],
    start: () =>
      running('console.log("reading settings"); console.error("no DATABASE_URL"); process.exitCode = 3').start(),
  },
  {
    what: "a program that ends and says nothing",
    id: "exited",
    says: [/exit code 0/, /\(it wrote nothing\)/],
    start: () => running("").start(),
  },
  {
    what: "a program that listens on another port",
    id: "port-never-opened",
    says: [/^Nothing answered on port 8000 of the container within 2 s\./, /0\.0\.0\.0/, /\n {2}up$/],
    start: () => serving("(q, r) => r.end()).listen(8001)").withStartupTimeout(2000).start(),
  },
  {
    what: "a program that listens on its own loopback",
    id: "port-never-opened",
    says: [/0\.0\.0\.0/],
    start: () => serving('(q, r) => r.end()).listen(8000, "127.0.0.1")').withStartupTimeout(2000).start(),
  },
  {
    what: "a program whose health is bad",
    id: "unhealthy",
    says: [/still answered 503 to \/health on port 8000 within 2 s\./],
    start: () =>
      serving("(q, r) => r.writeHead(503).end()).listen(8000)")
        .withHealthPath("/health")
        .withStartupTimeout(2000)
        .start(),
  },
  {
    what: "a command that is not in the image",
    id: "not-started",
    says: [/could not be started/, /no-such-program/],
    start: () => new BackendContainer(node, 8000).withCommand(["no-such-program"]).start(),
  },
  {
    what: "an image that is nowhere",
    id: "no-image",
    says: [/^The image localhost:9\/nothing:here is not here and could not be pulled/],
    start: () => new BackendContainer("localhost:9/nothing:here", 8000).start(),
  },
  {
    what: "a scenario that is unknown",
    id: "exited",
    says: [/there is no scenario nope/i],
    start: () => new MockContainer(["ag-ui"], { baseImage: node }).withScenario("nope").start(),
  },
  {
    what: "a build whose step fails",
    id: "image-build-failed",
    says: [/returned a non-zero code: 7/, /\n {2}the lock file is missing/],
    start: () => building({ Dockerfile: `FROM ${node}\nRUN ["node", "-e", "${failing}"]\n` }),
  },
  {
    what: "a Dockerfile that is none",
    id: "image-build-failed",
    says: [/unknown instruction/i],
    start: () => building({ Dockerfile: `FROM ${node}\nNONSENSE\n` }),
  },
  {
    what: "a base image that is nowhere",
    id: "image-build-failed",
    says: [/localhost:9/],
    start: () => building({ Dockerfile: "FROM localhost:9/nothing:here\n" }),
  },
  {
    what: "a Dockerfile that .dockerignore leaves out",
    id: "image-build-failed",
    says: [/Let \.dockerignore keep the Dockerfile/],
    start: () => building({ Dockerfile: `FROM ${node}\n`, ".dockerignore": "Dockerfile\n" }),
  },
  {
    what: "a folder without a Dockerfile",
    id: "no-context",
    says: [/^There is no .*Dockerfile\. /],
    start: () => building({}),
  },
];

const failing = "console.log('the lock file is missing'); process.exit(7)";

function building(files: Readonly<Record<string, string>>): Promise<string> {
  return withFolder(files, (context) => BackendContainer.build({ context, image: "wirecheck/spec-broken" }));
}

for (const { what, id, says, start } of cases) {
  test(`${what}: ${id}`, async () => {
    const error = await start().then(
      () => undefined,
      (reason: Error & { id: string }) => reason,
    );
    expect(error).toMatchObject({ name: "ContainerError", id });
    for (const part of says) expect(error?.message).toMatch(part);
  });
}

test("what could not start is removed", async () => {
  const label = { "wirecheck-spec": "removed" };
  for (const container of [running("process.exit(1)"), running("setTimeout(() => {}, 1e9)").withStartupTimeout(1000)]) {
    await expect(container.withLabels(label).start()).rejects.toThrow(/ended|Nothing answered/);
  }
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const left = async () =>
    (await dockerode.listContainers({ all: true })).filter((one) => "wirecheck-spec" in one.Labels);
  await expect.poll(left).toEqual([]);
});
