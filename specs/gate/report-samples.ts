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

export const protocolVersion: Change = {
  id: "ag-ui/consumer/sends/RunAgentInput.protocolVersion/added",
  contract: "ag-ui",
  side: "consumer",
  direction: "sends",
  breaking: true,
  where: "RunAgentInput.protocolVersion",
  before: "absent",
  after: '"1.0"',
  evidence: ["what the client asked the mock", "refused by ag-ui-protocol@0.1.9"],
  by: ["@ag-ui/client@1.0.0"],
  next: "Bring ag-ui-protocol to 0.1.10 or newer first, then this.",
};

const gone: readonly Change[] = ["START", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "END"].map(
  (name) => ({
    id: `ag-ui/consumer/receives/THINKING_${name}/removed`,
    contract: "ag-ui",
    side: "consumer",
    direction: "receives",
    breaking: false,
    where: `THINKING_${name}`,
    before: "present",
    after: "absent",
    evidence: ["the schemas that it exports", "ag-ui-protocol@0.1.9 does not send it"],
    by: ["@ag-ui/core@1.0.0"],
  }),
);

const unknown: Change = {
  id: "ag-ui/consumer/receives/STATE_SNAPSHOT.snapshot/required",
  contract: "ag-ui",
  side: "consumer",
  direction: "receives",
  breaking: null,
  where: "STATE_SNAPSHOT.snapshot",
  before: "optional anything",
  after: "anything",
  evidence: ["the schemas that it exports", "ag-ui-protocol@0.1.9 does not say how it writes Event"],
  by: ["@ag-ui/core@1.0.0", "@ag-ui/client@1.0.0"],
  next: "Try it by hand before this goes in, or keep @ag-ui/core at 0.0.59 and @ag-ui/client at 0.0.59.",
};

export const base: GateReport = {
  tool,
  decision: "open",
  answer: "Nothing changes on the wire: @ag-ui/core 0.0.40 → 0.0.42.",
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
  answer: "1 change breaks ag-ui-protocol@0.1.9: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
  reasons: [
    {
      id: "breaking",
      change: protocolVersion.id,
      says: 'RunAgentInput.protocolVersion: absent → "1.0"; refused by ag-ui-protocol@0.1.9.',
      next: "Bring ag-ui-protocol to 0.1.10 or newer first, then this.",
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
  answer:
    "6 changes on the wire, 1 breaking, 1 excused for now: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
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
      says: `The known failure ${protocolVersion.id} was excused until 2026-12-01.`,
      next: "Mend it, or say anew why it is excused and until when.",
    },
  ],
};

export const failureGone: GateReport = {
  ...base,
  decision: "closed",
  answer: "1 known failure excuses nothing any more: @ag-ui/core 0.0.40 → 0.0.42.",
  reasons: [
    {
      id: "known-failure-gone",
      change: protocolVersion.id,
      says: `The known failure ${protocolVersion.id} matches no change.`,
      next: "Take it out of the file.",
    },
  ],
};

export const inconclusive: GateReport = {
  ...upgrade,
  decision: "closed",
  answer:
    "It is not known whether it breaks ag-ui-protocol@0.1.9: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
  reasons: [
    {
      id: "inconclusive",
      change: unknown.id,
      says: "STATE_SNAPSHOT.snapshot: optional anything → anything; ag-ui-protocol@0.1.9 does not say how it writes Event.",
      next: unknown.next ?? "",
    },
    {
      id: "inconclusive",
      change: null,
      says: "ag-ui-protocol@0.1.9: The registry did not answer within 30 s.",
      next: "Try again.",
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
  answer: "It is not known whether it breaks anybody: @ag-ui/langgraph 0.0.20 → absent.",
  bumps: [{ ecosystem: "npm", name: "@ag-ui/langgraph", from: "0.0.20", to: undefined }],
  reasons: [
    {
      id: "no-evidence",
      change: null,
      says: "@ag-ui/langgraph@0.0.20: It exports nothing that has a JSON Schema.",
      next: "Describe it in a catalogue of yours: --catalogue FILE.",
    },
  ],
  notGathered: [
    {
      packages: ["@ag-ui/langgraph@0.0.20"],
      evidence: "schemas",
      why: "It exports nothing that has a JSON Schema.",
      next: "Describe it in a catalogue of yours: --catalogue FILE.",
      passing: false,
    },
  ],
};

const { next: _, ...accepted } = protocolVersion;

export const open: GateReport = {
  ...closed,
  decision: "open",
  answer:
    "6 changes on the wire, none breaking for ag-ui-protocol@0.1.10: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
  reasons: [],
  changes: [
    { ...accepted, breaking: false, evidence: ["what the client asked the mock", "accepted by ag-ui-protocol@0.1.10"] },
    ...gone,
  ],
  others: ["ag-ui-protocol@0.1.10"],
};

export const unwanted: GateReport = {
  ...open,
  decision: "closed",
  answer: "6 changes on the wire, and none may in: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
  failOn: "any",
  reasons: open.changes.map(({ id, where }) => ({
    id: "any-change" as const,
    change: id,
    says: `${where} changed.`,
    next: "Look at it, and let it in with --fail-on breaking.",
  })),
};

export const tolerated: GateReport = {
  ...closed,
  decision: "open",
  answer: "6 changes on the wire, 1 breaking: @ag-ui/client 0.0.59 → 1.0.0, @ag-ui/core 0.0.59 → 1.0.0.",
  failOn: "none",
  reasons: [],
};
