interface Target {
  readonly contract: string;
  /** "mock", or the stack of a real backend. */
  readonly served: string;
  /** The backend; without one it is named like the contract. */
  readonly backend?: string;
  /** Where the contract is asked, under the backend's URL. */
  readonly path?: string;
}

const plainAgent = { backend: "plain-agent", path: "/api/copilotkit" };

/** What the one suite is run against: each contract's mock, and the real backend on each stack. */
export const targets: readonly Target[] = [
  { contract: "ag-ui", served: "mock" },
  { contract: "ag-ui@0.0.28", served: "mock" },
  { contract: "ag-ui@0.0.45", served: "mock" },
  { contract: "ag-ui/ag-ui-protocol@0.1.8", served: "mock" },
  { contract: "customer-support", served: "mock" },
  { contract: "customer-support@0.3.1", served: "mock" },
  { contract: "video-studio", served: "mock" },
  { contract: "customer-support", served: "current" },
  { contract: "customer-support@0.3.1", served: "2025-10" },
  { contract: "video-studio", served: "current" },
  { contract: "video-studio", served: "2025-10" },
  { contract: "ag-ui/ag-ui-protocol@0.1.9", served: "ag-ui-0.1.9", ...plainAgent },
  { contract: "ag-ui/ag-ui-protocol@0.1.18", served: "ag-ui-0.1.18", ...plainAgent },
  { contract: "ag-ui/ag-ui-protocol@1.0.0", served: "ag-ui-1.0.0", ...plainAgent },
];
