import { type Contract, type HttpEndpoint, judgeExchange, matchEndpoint } from "../../../contracts/index.ts";
import { endpoint as address, routes as mount } from "../../backends/runtime-talk.ts";
import { type Answered, type Evidence, exchangeOf, textOf } from "./evidence.ts";
import { ofForwarded } from "./keeps.ts";
import type { Generation } from "./questions.ts";

/** What one generation's runtime does, under the contract of another: kept or broken, by what is different. */
const forwarded = [
  { by: "1.9.3", under: "1.10.6", breaks: "forwarded /forwardedProps/config", because: "config came with 1.10" },
  { by: "1.10.6", under: "1.9.3", breaks: "forwarded /context", because: "1.9 tells no context" },
  {
    by: "1.10.6",
    under: "1.9.3",
    breaks: "forwarded /forwardedProps/",
    because: "1.9 drops the properties of the page",
  },
  {
    by: "1.50.0",
    under: "1.10.6",
    breaks: "forwarded /forwardedProps/config",
    because: "1.50 tells the properties alone",
  },
  {
    by: "1.50.0",
    under: "1.9.3",
    breaks: "forwarded /forwardedProps/tenant",
    because: "1.9 drops the properties of the page",
  },
  { by: "1.50.0", under: "1.10.6", breaks: "x-forwards", because: "1.10 forwards no headers" },
  { by: "1.10.6", under: "1.50.0", breaks: "x-forwards", because: "1.50 forwards headers" },
] as const;

/** Answers that came with a generation. */
const answers = [
  { by: "1.75.0", name: "a message without id", under: "1.50.0", because: "1.50 answers nothing" },
  { by: "1.75.0", name: "POST run, a message without id", under: "1.50.0", because: "1.50 answers nothing" },
  { by: "1.75.0", name: "POST connect that is no input", under: "1.50.0", because: "1.50 answers nothing" },
  { by: "1.75.0", name: "info", under: "1.50.0", because: "1.50 tells less of itself" },
  { by: "1.50.0", name: "info", under: "1.75.0", because: "1.75 tells more of itself" },
  { by: "1.75.0", name: "POST /transcribe", under: "1.50.0", because: "retryable is newer" },
  { by: "1.9.3", name: "hello", under: "1.10.6", because: "the version in the header is another" },
  { by: "1.10.6", name: "hello", under: "1.9.3", because: "the version in the header is another" },
] as const;

const dialects = { "1.9.3": "GraphQL", "1.10.6": "GraphQL", "1.50.0": "envelope", "1.75.0": "envelope" } as const;
type Version = keyof typeof dialects;

/** Differences between generations that the contract does not see, a sentence each. */
export function unseen(generations: Record<Version, Generation>, evidence: Record<Version, Evidence>): string[] {
  const versions = Object.keys(dialects) as Version[];
  return [
    ...forwarded.flatMap(({ by, under, breaks, because }) => {
      const told = ofForwarded(generations[under].main, evidence[by].forwarded);
      return told.some((what) => what.startsWith(breaks)) ? [] : [`${under} takes what ${by} forwards: ${because}`];
    }),
    ...answers.flatMap(({ by, name, under, because }) => {
      const one = evidence[by].asked.find((row) => row.name === name) as Answered;
      return breaks(generations[under], one) ? [] : [`${under} takes what ${by} answers to ${name}: ${because}`];
    }),
    ...versions.flatMap((of) =>
      versions
        .filter((other) => dialects[other] !== dialects[of])
        .flatMap((other) =>
          isNamed(generations[of].main, evidence[other]) ? [] : [`${of} does not name what ${other} speaks`],
        ),
    ),
  ];
}

function breaks({ main, routes }: Generation, asked: Answered): boolean {
  const [contract, base] = asked.path.startsWith(mount) ? [routes as Contract, mount] : [main, address];
  const path = asked.path.slice(base.length).split("?")[0] ?? "";
  const body = asked.body === undefined ? undefined : textOf(asked.body);
  const endpoint = matchEndpoint(contract, asked.method, path, "http", body)?.endpoint as HttpEndpoint;
  return judgeExchange(contract, exchangeOf(asked, endpoint.id), { mode: "strict" }).verdict === "fail";
}

/** Whether the answer to the first request of a contract is known as another protocol's (`x-instead`). */
function isNamed({ instead = [], graphql }: Contract, { asked }: Evidence): boolean {
  const first = asked.find(({ name }) => name === (graphql === undefined ? "info" : "availableAgents"));
  return instead.some(({ status, says }) => status === first?.status && first.frames.join("").includes(says));
}
