import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { runCli } from "./run-cli.ts";
import { problemsOf } from "./schemas.ts";

const url = "http://127.0.0.1:9";
const verify = (...more: string[]) => ["verify", url, "--contract", "video-studio", ...more];

const record = (target: string, ...more: string[]) => ["record", "--target", target, "--contract", "ag-ui", ...more];
/** A recording with no exchange, or with a line that is none. */
const recorded = (name: string, ...lines: string[]) =>
  [
    JSON.stringify({
      recording: 1,
      contract: { name, version: name === "video-studio" ? "3.0.0" : "1.0.0", digest: "0" },
    }),
    ...lines,
  ].join("\n");

/** Words after `wirecheck`, and what the one sentence must say. `{name}` is a file with that text in it. */
const cases: readonly { readonly words: readonly string[]; readonly says: RegExp; readonly file?: string }[] = [
  { words: ["verfy"], says: /no command verfy; did you mean verify\?/ },
  { words: ["--frobnicate"], says: /--frobnicate is no option of wirecheck itself/ },
  { words: ["verify"], says: /verify needs the URL/ },
  { words: ["verify", url], says: /--contract/ },
  {
    words: ["verify", "localhost:8000", "--contract", "ag-ui"],
    says: /localhost:8000 is not a URL.*http:\/\/localhost:8000/,
  },
  { words: ["verify", "ftp://example", "--contract", "ag-ui"], says: /ftp:\/\/example is not a URL/ },
  { words: ["verify", "http://", "--contract", "ag-ui"], says: /http:\/\/ is not a URL/ },
  { words: ["verify", url, url, "--contract", "ag-ui"], says: /takes one URL/ },
  { words: verify("--contrat", "x"), says: /no option --contrat; did you mean --contract\?/ },
  { words: ["verify", url, "--contract"], says: /--contract needs a value/ },
  { words: ["verify", url, "--contract", "vido-studio"], says: /vido-studio.*video-studio/ },
  { words: ["verify", url, "--contract", "video-studio@9.9.9"], says: /9\.9\.9.*3\.0\.0/ },
  { words: ["verify", url, "--contract", "no-such-file.yaml"], says: /no-such-file\.yaml/ },
  { words: ["verify", url, "--contract", "{file}"], file: "{not: [yaml", says: /contract\.yaml/ },
  {
    words: ["verify", url, "--contract", "{file}"],
    file: "hello: world\n",
    says: /contract\.yaml.*(OpenAPI|AsyncAPI)/,
  },
  {
    words: ["verify", url, "--contract", "{file}"],
    file: "asyncapi: 2.6.0\ninfo: {title: x, version: '1'}\n",
    says: /AsyncAPI 2/,
  },
  { words: verify("--timeout", "soon"), says: /--timeout soon is not a number of seconds/ },
  { words: verify("--timeout", "-1"), says: /--timeout/ },
  { words: verify("--wait=forever"), says: /--wait forever/ },
  { words: verify("--seed", "1.5"), says: /--seed 1\.5 is not a whole number/ },
  { words: verify("--mode", "lax"), says: /--mode lax is not one of strict, tolerant/ },
  { words: verify("--header", "nothing"), says: /--header nothing is not NAME=VALUE/ },
  { words: verify("--header", "a b=c"), says: /--header a b is no header/ },
  { words: verify("--query", "=x"), says: /--query =x is not NAME=VALUE/ },
  { words: verify("--param", "x"), says: /--param x is not NAME=VALUE/ },
  { words: verify("--only", "helth"), says: /--only helth chooses no check; did you mean health\?/ },
  { words: verify("--allow", "PUT:/health"), says: /--allow PUT:\/health names no operation/ },
  { words: verify("--reporter", "xml"), says: /no reporter xml/ },
  { words: verify("--reporter", "list", "--reporter", "github"), says: /list and github both want standard output/ },
  {
    words: verify("--reporter", "junit=package.json/report.xml", "--timeout", "1"),
    says: /package\.json\/report\.xml cannot be written/,
  },
  { words: verify("--timeout", "1", "--timeout", "2"), says: /--timeout is given twice/ },
  { words: verify("--allow-unprobed=yes"), says: /--allow-unprobed takes no value/ },
  { words: verify("--client", "ag-ui@0.0.0"), says: /0\.0\.0/ },
  { words: ["diagnose"], says: /diagnose needs the URL/ },
  { words: ["diagnose", "localhost:3001"], says: /localhost:3001 is not a URL.*http:\/\/localhost:3001/ },
  { words: ["diagnose", url, url], says: /takes one URL/ },
  { words: ["diagnose", url, "--contract", "copilotkit@newest"], says: /no version newest/ },
  { words: ["diagnose", url, "--contract", "vido-studio"], says: /vido-studio.*video-studio/ },
  { words: ["diagnose", url, "--log", "nowhere.log"], says: /--log nowhere\.log cannot be read \(ENOENT\)/ },
  { words: ["diagnose", url, "--log", "specs"], says: /--log specs is not a file/ },
  { words: ["diagnose", url, "--app", "nowhere"], says: /--app nowhere cannot be read \(ENOENT\)/ },
  { words: ["diagnose", url, "--app", "package.json"], says: /--app package\.json is not a folder/ },
  { words: ["diagnose", url, "--header", "a b:c"], says: /--header a b is no header/ },
  { words: ["diagnose", url, "--query", "x"], says: /--query x is not NAME=VALUE/ },
  { words: ["diagnose", url, "--origin", "studio"], says: /--origin studio is no origin/ },
  { words: ["diagnose", url, "--budget", "0"], says: /--budget 0 is not a number of seconds/ },
  { words: ["diagnose", url, "--wait", "long"], says: /--wait long/ },
  { words: ["diagnose", url, "--reporter", "sarif"], says: /--reporter sarif is not one of list, json/ },
  { words: ["check"], says: /check needs the file/ },
  { words: ["check", "nowhere.sse", "--contract", "video-studio"], says: /nowhere\.sse cannot be read \(ENOENT\)/ },
  { words: ["check", "specs", "--contract", "video-studio"], says: /specs cannot be read \(EISDIR\)/ },
  {
    words: ["check", "package.json", "--contract", "video-studio", "--endpoint", "helth"],
    says: /no endpoint helth; did you mean health\?/,
  },
  { words: ["check", "package.json"], says: /--contract/ },
  { words: ["record"], says: /record needs the backend.*--target/ },
  { words: ["record", url], says: /record takes options alone, and http\S+ is none/ },
  { words: record("localhost:8000"), says: /localhost:8000 is not a URL.*http:\/\/localhost:8000/ },
  { words: record("ftp://example"), says: /ftp:\/\/example is not a URL/ },
  { words: record("http://me:secret@127.0.0.1:9"), says: /--target has a name or a password in it/ },
  {
    words: record(`${url}/run?key=1`),
    says: /--target \S+ has a query.*Write --target http:\/\/127\.0\.0\.1:9\/run\./,
  },
  { words: ["record", "--target", url], says: /record needs to know the contract/ },
  { words: record(url, "--port", "x"), says: /--port x is not a whole number/ },
  { words: record(url, "--shorten", "0"), says: /--shorten 0 is / },
  { words: record(url, "--header", "a b=c"), says: /--header a b is no header/ },
  { words: record(url, "--mode", "lax"), says: /--mode lax is not one of strict, tolerant/ },
  { words: record(url, "--out", "package.json/x.jsonl"), says: /package\.json\/x\.jsonl cannot be written/ },
  { words: record(url, "--out", "specs"), says: /specs cannot be written/ },
  { words: ["mock", "--replay", "nowhere.jsonl"], says: /nowhere\.jsonl cannot be read \(ENOENT\)/ },
  { words: ["mock", "--replay", "{file}"], file: "data: {}\n\n", says: /contract\.yaml does not say its contract/ },
  {
    words: ["mock", "--replay", "{file}"],
    file: recorded("video-studio", "{"),
    says: /line 2 is not JSON of an exchange/,
  },
  { words: ["mock", "--replay", "{file}"], file: recorded("ag-ui"), says: /holds no exchange with ag-ui/ },
  { words: ["mock", "--replay", "{file}"], file: recorded("mine"), says: /recorded under mine, which is not built in/ },
  { words: ["mock", "video-studio", "--replay", "{file}"], file: recorded("ag-ui"), says: /not video-studio/ },
  { words: ["mock", "ag-ui", "video-studio", "--replay", "{file}"], file: recorded("ag-ui"), says: /2 are named/ },
  {
    words: ["mock", "--replay", "{file}", "--scenario", "support"],
    file: recorded("ag-ui"),
    says: /--replay and --scenario are two conversations/,
  },
  { words: ["check", "{file}", "--contract", "ag-ui"], file: recorded("video-studio"), says: /not ag-ui/ },
  { words: ["list"], says: /needs to know what/ },
  { words: ["list", "rulez"], says: /rulez; did you mean rules\?/ },
  { words: ["list", "rules", "--reporter", "junit"], says: /--reporter junit is not one of/ },
  { words: ["export"], says: /export needs a contract/ },
  { words: ["export", "video-studio"], says: /export needs --format/ },
  { words: ["export", "video-studio", "--format", "raml"], says: /--format raml is not one of/ },
  { words: ["export", "customer-support", "--format", "asyncapi"], says: /no WebSocket/ },
  { words: ["mock", "vido-studio"], says: /vido-studio/ },
  { words: ["mock", "video-studio", "--port", "70000"], says: /--port 70000 is not a whole number from 0 to 65535/ },
  { words: ["mock", "video-studio", "--serve", "ag-ui=1"], says: /--serve ag-ui=1 names no service/ },
  { words: ["mock", "video-studio", "--scenario", "no-such"], says: /no scenario no-such/ },
  { words: ["mock", "video-studio", "--fault", "no-such"], says: /no fault no-such/ },
  { words: ["mock", "video-studio", "--pace", "slow"], says: /--pace slow/ },
];

for (const { words, says, file } of cases) {
  test(`wirecheck ${words.join(" ")} ${file ?? ""}`.trim(), async () => {
    const path = test.info().outputPath("contract.yaml");
    if (file !== undefined) writeFileSync(path, file);
    const args = words.map((word) => (word === "{file}" ? path : word));

    const ran = await runCli(args);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).toMatch(/^wirecheck: [^\n]+\.[^\n]*\n$/);
    expect(ran.stderr).not.toMatch(/\bat .+:\d+:\d+|node:internal|undefined|\[object/);

    const asJson = words.includes("--reporter") ? undefined : await runCli([...args, "--reporter", "json"]);
    if (asJson && !asJson.stderr.includes("has no option --reporter")) {
      expect(asJson.code).toBe(2);
      expect(problemsOf("error", JSON.parse(asJson.stdout))).toEqual([]);
    }
  });
}
