import { createServer as createHttps } from "node:https";
import { expect, test } from "@playwright/test";
import { http, tcp } from "../verify/raw-server.ts";
import { certificate } from "./certificate.ts";
import { causesOf, diagnosed } from "./diagnosed.ts";
import { listening } from "./listening.ts";

test("nothing listens: every address is named, and it is certain, within two seconds", async () => {
  const server = await tcp(() => undefined);
  const port = new URL(server.url).port;
  await server.close();
  for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
    const began = performance.now();
    const result = await diagnosed({ url: `ws://${host}:${port}/ws/coordinator` });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(causesOf(result)).toEqual({ "nothing-listening": "certain" });
    const tried = result.evidence.find(({ id }) => id === "tcp")?.data as { tried: { address: string }[] };
    for (const { address } of tried.tried) expect(result.answer).toContain(address);
  }
});

test("a server of the other address family is found there", async () => {
  const server = await listening(createHttps(certificate()), "::1");
  try {
    const result = await diagnosed({ url: `http://127.0.0.1:${new URL(server.url).port}/` });
    expect(causesOf(result)).toEqual({ "listens-on-other-address": "certain" });
    expect(result.answer).toContain("::1");
  } finally {
    await server.close();
  }
});

test("a name that nobody has", async () => {
  const result = await diagnosed({ url: "http://no-such-host.invalid:3001/" });
  expect(Object.keys(causesOf(result))).toHaveLength(1);
  expect(Object.keys(causesOf(result))[0]).toMatch(/^name-(unknown|lookup-failed)$/);
});

test("the system that says which process listens, names this one", async () => {
  const server = await http((_, answer) => answer.end("hello"));
  const result = await diagnosed({ url: server.url });
  await server.close();
  const listener = result.evidence.find(({ id }) => id === "listener");
  if (process.platform === "linux") expect(listener?.says).toContain(`process ${process.pid}`);
  else expect(result.notMade.find(({ id }) => id === "listener")?.why).toContain("does not tell");
});
