import type { Change } from "../../src/gate/index.ts";

/** A change that has to be named, as far as it is said. */
export interface Expected extends Pick<Change, "id" | "breaking">, Partial<Pick<Change, "before" | "after" | "by">> {
  /** What one line of its evidence says. */
  readonly evidence?: RegExp;
  readonly next?: RegExp;
}

/** An upgrade whose truth is known from the packages themselves. */
export interface Truth {
  readonly title: string;
  /** Behind `wirecheck gate`. */
  readonly words: string;
  /** Lockfiles that the words name, by their lines. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly decision: "open" | "closed";
  readonly answer: RegExp;
  /** All changes there are. */
  readonly all?: readonly Expected[];
  /** Changes that must be among them. */
  readonly has?: readonly Expected[];
  /** Ids that must not be. */
  readonly hasNot?: readonly RegExp[];
  readonly count?: number;
}

const between = (name: string, from: string, to: string) => `--from ${name}@${from} --to ${name}@${to}`;

const page = (from: string, to: string, runtime: string) =>
  `${between("@copilotkit/react-core", from, to)} --other @copilotkit/runtime@${runtime}`;

const context = {
  id: "copilotkit/consumer/sends/POST generateCopilotResponse variables.data.context/added",
  before: "absent",
  after: "array",
};

const client = (protocol: string) =>
  `${between("@ag-ui/client", "0.0.59", "1.0.0")} --other ag-ui-protocol@${protocol}`;
const protocolVersion = {
  id: "ag-ui/consumer/sends/RunAgentInput.protocolVersion/added",
  before: "absent",
  after: '"1.0"',
};
const thinking = ["THINKING_START", "THINKING_END", "THINKING_TEXT_MESSAGE_CONTENT"].map((event) => ({
  id: `ag-ui/consumer/receives/${event}/removed`,
  breaking: false,
}));

const reasoning = [
  "START",
  "MESSAGE_START",
  "MESSAGE_CONTENT",
  "MESSAGE_END",
  "MESSAGE_CHUNK",
  "END",
  "ENCRYPTED_VALUE",
];

const deltas = (side: string, direction: string) =>
  ["TEXT_MESSAGE_CONTENT", "THINKING_TEXT_MESSAGE_CONTENT", "REASONING_MESSAGE_CONTENT"].map((event) => ({
    id: `ag-ui/${side}/${direction}/${event}.delta/accepted`,
    before: '"" refused',
    after: '"" accepted',
    evidence: /no schema shows it/,
  }));

const refusals: readonly Expected[] = [
  {
    id: "asgi/producer/sends/a body without what is required detail[].type/changed",
    breaking: false,
    before: '"value_error.missing"',
    after: '"missing"',
    evidence: /^refused both times$/,
  },
  {
    id: "asgi/producer/sends/a body without what is required detail[].msg/changed",
    breaking: false,
    before: '"field required"',
    after: '"Field required"',
    evidence: /^refused both times$/,
  },
  {
    id: "asgi/producer/receives/a body without Content-Type status/changed",
    breaking: true,
    before: "200",
    after: "422",
    evidence: /taken before, refused now \(422\)/,
    by: ["pydantic@2.13.5", "fastapi@0.142.2"],
  },
];
const pydantic = {
  decision: "closed",
  answer: /^1 change breaks the other side of the wire: .*pydantic 1\.10\.26 → 2\.13\.5/,
  hasNot: [/without Content-Type (?!status)/],
} as const;
const requirements = (fastapi: string, own: string) => [`fastapi==${fastapi}`, `pydantic==${own}`, "uvicorn==0.34.3"];

/** The nine truths of the gate. */
export const truths: readonly Truth[] = [
  {
    title: "1. a page that fills the context, before a runtime that knows it",
    words: page("1.9.3", "1.10.6", "1.10.6"),
    decision: "open",
    answer: /^1 change on the wire, none breaking for @copilotkit\/runtime@1\.10\.6/,
    all: [{ ...context, breaking: false, evidence: /^accepted by @copilotkit\/runtime@1\.10\.6$/ }],
  },
  {
    title: "1. the same page before a runtime whose GraphQL schema does not know it",
    words: page("1.9.3", "1.10.6", "1.9.3"),
    decision: "closed",
    answer: /^1 change breaks @copilotkit\/runtime@1\.9\.3: @copilotkit\/react-core 1\.9\.3 → 1\.10\.6\.$/,
    all: [
      {
        ...context,
        breaking: true,
        evidence: /^refused by .*@1\.9\.3 \(400: Field "context" is not defined by type "GenerateCopilotResponseInput"/,
        next: /@copilotkit\/runtime to 1\.10\.6 or newer first/,
      },
    ],
  },
  {
    title: "2. a runtime that tells the agent more, and answers otherwise",
    words: `${between("@copilotkit/runtime", "1.9.3", "1.10.6")} --other @copilotkit/react-core@1.9.3`,
    decision: "open",
    answer: /none breaking for @copilotkit\/react-core@1\.9\.3/,
    has: [
      ...["forwardedProps.config", "forwardedProps.tenant", "context[]"].map((member) => ({
        id: `ag-ui/consumer/sends/RunAgentInput.${member}/added`,
        breaking: false,
        before: "absent",
        evidence: /^what the runtime asked its agent$/,
      })),
      {
        id: "copilotkit/producer/sends/generate-copilot-response/refund of copilotkit@1.9.3 data.generateCopilotResponse.messages[AgentStateMessageOutput]/removed",
        breaking: false,
        before: "present",
        after: "absent",
        evidence: /@copilotkit\/react-core@1\.9\.3/,
      },
      {
        id: "copilotkit/producer/receives/generate-copilot-response/refund of copilotkit@1.10.6 status/changed",
        breaking: false,
        before: "400",
        after: "200",
      },
    ],
    count: 5,
  },
  {
    title: "3. a page that speaks another protocol",
    words: page("1.10.6", "1.50.0", "1.10.6"),
    decision: "closed",
    answer: /^1 change breaks @copilotkit\/runtime@1\.10\.6/,
    all: [
      {
        id: "copilotkit/consumer/sends/protocol/changed",
        breaking: true,
        before: "GraphQL (POST availableAgents, POST loadAgentState, POST generateCopilotResponse)",
        after: "envelopes (POST agent/connect, POST info)",
        evidence: /^refused by @copilotkit\/runtime@1\.10\.6/,
      },
    ],
  },
  {
    title: "4. a client that says its version to a server that forbids what it does not know",
    words: client("0.1.9"),
    decision: "closed",
    answer: /^1 change breaks ag-ui-protocol@0\.1\.9/,
    has: [
      {
        ...protocolVersion,
        breaking: true,
        evidence: /^refused by ag-ui-protocol@0\.1\.9/,
        next: /ag-ui-protocol to 0\.1\.10 or newer first/,
      },
      ...thinking,
    ],
  },
  {
    title: "4. the same client before a server that ignores it",
    words: client("0.1.10"),
    decision: "open",
    answer: /none breaking for ag-ui-protocol@0\.1\.10/,
    has: [{ ...protocolVersion, breaking: false, evidence: /^accepted by ag-ui-protocol@0\.1\.10/ }, ...thinking],
  },
  {
    title: "5. events that the client does not know",
    words: `${between("@ag-ui/core", "0.0.42", "0.0.45")} --side producer --other @ag-ui/client@0.0.42`,
    decision: "closed",
    answer: /^9 changes break @ag-ui\/client@0\.0\.42/,
    has: reasoning.map((event) => ({
      id: `ag-ui/producer/sends/REASONING_${event}/added`,
      breaking: true,
      evidence: /^refused by @ag-ui\/client@0\.0\.42/,
    })),
    hasNot: [/^ag-ui\/consumer/],
  },
  {
    title: "6. a reader that takes more than before",
    words: `${between("@ag-ui/core", "0.0.48", "0.0.50")} --side consumer`,
    decision: "open",
    answer: /none breaking/,
    has: deltas("consumer", "receives").map((one) => ({ ...one, breaking: false })),
    hasNot: [/^ag-ui\/producer/],
  },
  {
    title: "6. a writer of empty deltas, which no JSON Schema shows",
    words: `${between("@ag-ui/core", "0.0.48", "0.0.50")} --side producer --other @ag-ui/client@0.0.42`,
    decision: "closed",
    answer: /^11 changes break @ag-ui\/client@0\.0\.42/,
    has: deltas("producer", "sends").map((one) => ({ ...one, breaking: true })),
    hasNot: [/^ag-ui\/consumer/],
  },
  {
    title: "7. a server that words its refusals anew and minds a missing Content-Type, by packages",
    words: `${between("pydantic", "1.10.26", "2.13.5")} ${between("fastapi", "0.92.0", "0.142.2")}`,
    has: refusals,
    ...pydantic,
  },
  {
    title: "7. the same server by its requirements",
    words: "--base-lock before/requirements.txt --head-lock after/requirements.txt",
    files: {
      "before/requirements.txt": requirements("0.92.0", "1.10.26"),
      "after/requirements.txt": requirements("0.142.2", "2.13.5"),
    },
    has: refusals.map((one) => (one.by ? { ...one, by: one.by.toSorted() } : one)),
    ...pydantic,
  },
  {
    title: "8. a server without a socket library that refuses an upgrade otherwise",
    words: between("uvicorn", "0.17.6", "0.54.0"),
    decision: "open",
    answer: /none breaking/,
    has: [
      {
        id: "asgi/producer/sends/an upgrade status/changed",
        breaking: false,
        before: "400",
        after: "404",
        evidence: /^refused both times$/,
      },
    ],
  },
  {
    title: "9. an upgrade that changes nothing on the wire",
    words: between("@ag-ui/core", "0.0.40", "0.0.42"),
    decision: "open",
    answer: /^Nothing changes on the wire: @ag-ui\/core 0\.0\.40 → 0\.0\.42\.$/,
    all: [],
  },
];
