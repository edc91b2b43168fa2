import type { Bump, Change, GateReport, KnownFailure } from "../../src/gate/index.ts";
import { tool } from "../../src/probe/index.ts";

export const clientBump: Bump = {
  ecosystem: "npm",
  name: "@ag-ui/client",
  from: "0.0.59",
  to: "1.0.0",
  place: { file: "frontend/package-lock.json", line: 112 },
};
const coreBump: Bump = {
  ecosystem: "npm",
  name: "@ag-ui/core",
  from: "0.0.59",
  to: "1.0.0",
  place: { file: "frontend/package-lock.json", line: 131 },
};

const protocolVersion: Change = {
  id: "ag-ui/consumer/sends/RunAgentInput.protocolVersion/added",
  contract: "ag-ui",
  side: "consumer",
  direction: "sends",
  breaking: true,
  where: "RunAgentInput.protocolVersion",
  before: "absent",
  after: '"1.0"',
  evidence: ["sent with every run", "ag-ui-protocol@0.1.9 refuses it with 422 (extra_forbidden)"],
  by: ["@ag-ui/client"],
};

const gone: readonly Change[] = ["START", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "END"].map(
  (name) => ({
    id: `ag-ui/consumer/receives/THINKING_${name}/removed`,
    contract: "ag-ui",
    side: "consumer",
    direction: "receives",
    breaking: false,
    where: `THINKING_${name}`,
    before: "an event",
    after: "absent",
    evidence: ["@ag-ui/core@1.0.0 has no schema of it", "ag-ui-protocol@0.1.9 does not send it"],
    by: ["@ag-ui/core"],
  }),
);

const unknown: Change = {
  id: "ag-ui/consumer/receives/STATE_SNAPSHOT.snapshot/required",
  contract: "ag-ui",
  side: "consumer",
  direction: "receives",
  breaking: null,
  where: "STATE_SNAPSHOT.snapshot",
  before: "optional",
  after: "required",
  evidence: ["@ag-ui/core@1.0.0 refuses an event without it"],
  by: ["@ag-ui/core", "@ag-ui/client"],
};

const base: GateReport = {
  tool,
  decision: "open",
  answer: "nothing changed on the wire between @ag-ui/core 0.0.40 and 0.0.42.",
  reasons: [],
  changes: [],
  notGathered: [],
  excused: [],
  bumps: [{ ecosystem: "npm", name: "@ag-ui/core", from: "0.0.40", to: "0.0.42" }],
  others: [],
  failOn: "breaking",
  cells: ["ag-ui-schemas.producer"],
  matrix: ["ag-ui-schemas.producer"],
};

const upgrade: GateReport = {
  ...base,
  bumps: [clientBump, coreBump],
  others: ["ag-ui-protocol@0.1.9"],
  cells: ["ag-ui-client.consumer"],
  matrix: ["ag-ui-client.consumer"],
};

export const closed: GateReport = {
  ...upgrade,
  decision: "closed",
  answer: "your backend (ag-ui-protocol 0.1.9) will answer 422 to every run.",
  reasons: [
    {
      id: "breaking",
      change: protocolVersion.id,
      says: "It is refused.",
      next: "Upgrade ag-ui-protocol to 0.1.10 or later on the backend first, then let this upgrade in.",
    },
  ],
  changes: [...gone, protocolVersion],
};

export const knownFailure: KnownFailure = {
  id: protocolVersion.id,
  reason: "The backend follows next week, and nobody deploys before.",
  link: "https://example.com/issues/17?a=1&b=2",
  until: "2026-12-01",
};

export const excused: GateReport = {
  ...closed,
  decision: "open",
  answer: "the one breaking change is excused until 2026-12-01.",
  reasons: [],
  excused: [knownFailure],
};

export const expired: GateReport = {
  ...closed,
  reasons: [
    ...closed.reasons,
    {
      id: "known-failure-expired",
      change: protocolVersion.id,
      says: "It is refused.",
      next: "The known failure of RunAgentInput.protocolVersion was excused until 2026-12-01: mend it, or give it a new day.",
    },
  ],
};

const failureGone: GateReport = {
  ...base,
  decision: "closed",
  answer: "a known failure matches nothing any more.",
  reasons: [
    {
      id: "known-failure-gone",
      change: protocolVersion.id,
      says: "It is refused.",
      next: `The known failure ${protocolVersion.id} matches no change: take it out of known-failures.json.`,
    },
  ],
};

export const inconclusive: GateReport = {
  ...upgrade,
  decision: "closed",
  answer: "it could not be found out whether your backend takes what @ag-ui/client 1.0.0 sends.",
  reasons: [
    {
      id: "inconclusive",
      change: unknown.id,
      says: "It is refused.",
      next: "Whether STATE_SNAPSHOT.snapshot breaks is not known without ag-ui-protocol@0.1.9: run the gate again.",
    },
    {
      id: "inconclusive",
      change: null,
      says: "It is not known.",
      next: "ag-ui-protocol@0.1.9 could not be installed: run the gate again.",
    },
  ],
  changes: [unknown],
  notGathered: [
    {
      packages: ["ag-ui-protocol@0.1.9"],
      evidence: "all",
      why: "The registry did not answer within 30 s.",
      next: "Try again.",
      passing: true,
    },
  ],
};

export const noEvidence: GateReport = {
  ...base,
  decision: "closed",
  answer: "nothing is known of what @ag-ui/langgraph says on the wire.",
  bumps: [{ ecosystem: "npm", name: "@ag-ui/langgraph", from: "0.0.20", to: undefined }],
  reasons: [
    {
      id: "no-evidence",
      change: null,
      says: "It is refused.",
      next: "@ag-ui/langgraph exports no schemas and no client: describe it in a catalogue (--catalogue FILE).",
    },
  ],
  notGathered: [
    {
      packages: ["@ag-ui/langgraph@0.0.20"],
      evidence: "schemas",
      why: "It exports nothing that has a JSON Schema.",
      next: "Try again.",
      passing: false,
    },
  ],
};

export const open: GateReport = {
  ...closed,
  decision: "open",
  answer: "ag-ui-protocol 0.1.10 takes what @ag-ui/client 1.0.0 sends.",
  reasons: [],
  changes: [{ ...protocolVersion, breaking: false, evidence: ["accepted by ag-ui-protocol@0.1.10"] }, ...gone],
  others: ["ag-ui-protocol@0.1.10"],
};

export const unwanted: GateReport = {
  ...open,
  decision: "closed",
  answer: "the wire changed, and no change may in.",
  failOn: "any",
  reasons: open.changes.map(({ id, where }) => ({
    id: "any-change" as const,
    change: id,
    says: "It is refused.",
    next: `${where} changed: look at it, then pass --fail-on breaking.`,
  })),
};

export const tolerated: GateReport = { ...closed, decision: "open", failOn: "none", reasons: [] };

/** More of everything than a screen, or a comment, has room for. */
export const huge: GateReport = (() => {
  const changes = Array.from({ length: 900 }, (_, index): Change => {
    const where = `EVENT_${index}.${"member".repeat((index % 4) * 5)}`;
    const breaking = [true, false, null][index % 3] as Change["breaking"];
    return { ...protocolVersion, id: `ag-ui/consumer/sends/${where}${index}/added`, where, breaking };
  });
  const reasons = changes
    .filter(({ breaking }) => breaking !== false)
    .map(({ id, breaking, where }) => ({
      id: breaking ? ("breaking" as const) : ("inconclusive" as const),
      change: id,
      says: "It is refused.",
      next: `${where} is refused by ag-ui-protocol@0.1.9: upgrade it first.`,
    }));
  const notGathered = Array.from({ length: 40 }, (_, index) => ({
    packages: [`@ag-ui/part-${index}@1.0.0`],
    evidence: "exchanges",
    why: "The budget of 60 s was spent before its turn came.",
    next: "Try again.",
    next: "Try again.",
    passing: true,
  }));
  const bumps = notGathered.map(({ packages: [name = ""] }) => ({ ...clientBump, name: name.slice(0, -6) }));
  const matrix = bumps.map(({ name }) => `${name}.consumer`);
  return { ...closed, changes, reasons, notGathered, bumps, matrix, cells: matrix.slice(0, 2) };
})();

/** Text that would break out of each of the formats, if it were let. */
export const hostileText = [
  "a|b \\| `c` ``d`` <img src=x onerror=alert(1)> <!-- --> </details> @ag-ui/owner #12 ag-ui/repo#3 GH-4",
  "https://example.com/x www.example.com me@example.com [l](https://example.com) ![i](https://example.com/i.png)",
  "\u001b[31mred\u001b[0m\u0007\u009b2J \u202eesrever\u202c \u0000 \ud800 \r\n\n## heading\n::error::x\n]]> &amp; \"'",
  "$x^2$ *em* __strong__ ~~del~~ :tada: 0123456789abcdef0123456789abcdef01234567 100% %0A, : ;",
].join(" ");

export const hostile: GateReport = (() => {
  const long = `${hostileText}${"x".repeat(10_000)}`;
  const id = `ag-ui/consumer/sends/${hostileText}/added`;
  const bad: Change = {
    ...protocolVersion,
    id,
    where: hostileText,
    before: hostileText,
    after: long,
    evidence: [hostileText, long],
    by: [hostileText],
  };
  const place = { file: "a folder/100%3A,x::y#z?/package-lock.json", line: 7 };
  return {
    ...closed,
    answer: hostileText,
    bumps: [{ ecosystem: "npm", name: hostileText, from: hostileText, to: long, place }],
    others: [hostileText],
    changes: [bad, { ...bad, id: `${id}-2`, breaking: null }, { ...bad, id: `${id}-3`, breaking: false }],
    reasons: [
      { id: "breaking", change: id, says: hostileText, next: hostileText },
      { id: "breaking", change: null, says: `1. ${hostileText}`, next: `1. ${hostileText}` },
      { id: "inconclusive", change: null, says: `- ${long}`, next: `- ${long}` },
    ],
    notGathered: [{ packages: [hostileText], evidence: "schemas", why: long, passing: true }],
    excused: [{ id: `${id}-4`, reason: hostileText, link: "javascript:alert(1)", until: "2026-12-01" }],
    cells: ["hostile.consumer"],
    matrix: ["hostile.consumer", "hostile:producer"],
  };
})();

/** Every report by the name of what is in it. */
export const samples: Readonly<Record<string, GateReport>> = {
  closed,
  open,
  "nothing changed": base,
  excused,
  expired,
  "known failure gone": failureGone,
  inconclusive,
  "no evidence": noEvidence,
  unwanted,
  tolerated,
  huge,
  hostile,
};
