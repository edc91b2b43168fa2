/** What the one suite is run against: each contract's mock, and the real backend on each stack. */
export const targets = [
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
] as const;
