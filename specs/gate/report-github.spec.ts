import { expect, test } from "@playwright/test";
import type { GateReport } from "../../src/gate/index.ts";
import { gateReport } from "../../src/report/index.ts";
import { hostile, samples } from "./report-extremes.ts";
import { closed, inconclusive, noEvidence, open, tolerated, unwanted } from "./report-samples.ts";

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a command as the runner does (actions/runner, ActionCommand.cs): properties to the first `::`, then unescaped. */
function commandsOf(report: GateReport): Command[] {
  const lines = gateReport("github", report).split("\n").slice(0, -1);
  return lines.map((line) => {
    const [, level = "", list = "", message = ""] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
    expect(level, line).not.toBe("");
    const properties = list.split(",").map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), unescaped(pair.slice(at + 1))] as const;
    });
    return { level, properties: Object.fromEntries(properties), message: unescaped(message) };
  });
}

const unescaped = (text: string) =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");

test("a breaking change is an error on the line of the lockfile that brings it, below the answer", () => {
  expect(commandsOf(closed)).toEqual([
    {
      level: "error",
      properties: { title: "wirecheck gate" },
      message:
        "closed: 1 change breaks ag-ui-protocol@0.1.9: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
    },
    {
      level: "error",
      properties: { title: "RunAgentInput.protocolVersion", file: "frontend/package-lock.json", line: "112" },
      message: [
        'RunAgentInput.protocolVersion: absent → "1.0". refused by ag-ui-protocol@0.1.9; seen in what the client asked the mock',
        "Bring ag-ui-protocol to 0.1.10 or newer first, then this.",
      ].join("\n"),
    },
  ]);
});

test("what is not known warns, on the line of the first package that has one", () => {
  expect(commandsOf(inconclusive).map(({ level, properties }) => ({ level, ...properties }))).toEqual([
    { level: "error", title: "wirecheck gate" },
    { level: "warning", title: "STATE_SNAPSHOT.snapshot", file: "frontend/package-lock.json", line: "131" },
    { level: "warning", title: "inconclusive" },
  ]);
  expect(commandsOf(noEvidence).map(({ level }) => level)).toEqual(["error", "warning"]);
});

test("an open gate is a notice, whatever changed; what breaks by leave warns", () => {
  expect(commandsOf(open).map(({ level }) => level)).toEqual(["notice"]);
  expect(commandsOf(tolerated).map(({ level }) => level)).toEqual(["notice", "warning"]);
  expect(commandsOf(unwanted).map(({ level }) => level)).toEqual(Array(7).fill("error"));
});

test("a package that two names begin with is found by its own", () => {
  const bumps = ["@ag-ui/client-core", "@ag-ui/client"].map((name, index) => ({
    ...closed.bumps[0]!,
    name,
    place: { file: "a", line: index + 1 },
  }));
  for (const by of ["@ag-ui/client", "@ag-ui/client@1.0.0"]) {
    const changes = closed.changes.map((change) => ({ ...change, by: [by] }));
    expect(commandsOf({ ...closed, changes, bumps })[1]?.properties).toMatchObject({ file: "a", line: "2" });
  }
});

test("hostile text stays within its command", () => {
  const commands = commandsOf(hostile);
  expect(commands.map(({ level, properties }) => [level, Object.keys(properties)])).toEqual([
    ["error", ["title"]],
    ["error", ["title", "file", "line"]],
    ["warning", ["title", "file", "line"]],
    ["error", ["title"]],
    ["warning", ["title"]],
  ]);
  expect(commands[1]?.properties).toMatchObject({ file: "a folder/100%3A,x::y#z?/package-lock.json", line: "7" });
  for (const { message } of commands) expect(message.length).toBeLessThan(2500);
});

test("every line is a command", () => {
  for (const report of Object.values(samples)) expect(commandsOf(report).length).toBeGreaterThan(0);
});
