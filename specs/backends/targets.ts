/** What the one suite is run against. */
export interface Target {
  readonly contract: string;
  /** `mock`, or the stack of the real backend. */
  readonly served: string;
  /** The backend, where it is not named as the contract is. */
  readonly backend?: string;
  /** Path of the URL that is verified. */
  readonly at?: string;
}

const runtime = "copilotkit-runtime";
const endpoint = { backend: runtime, at: "/api/copilotkit" };
const plainAgent = { backend: "plain-agent", at: "/api/copilotkit" };
const routes = { backend: runtime, at: "/v2/copilotkit" };
const ofRoutes = "copilotkit/@copilotkit/runtime/v2";

/** Each contract's mock, and the real backend on each stack. */
export const targets: readonly Target[] = [
  { contract: "ag-ui", served: "mock" },
  { contract: "ag-ui@0.0.28", served: "mock" },
  { contract: "ag-ui@0.0.45", served: "mock" },
  { contract: "ag-ui/ag-ui-protocol@0.1.8", served: "mock" },
  { contract: "customer-support", served: "mock" },
  { contract: "customer-support@0.3.1", served: "mock" },
  { contract: "video-studio", served: "mock" },
  { contract: "copilotkit@1.9.3", served: "mock" },
  { contract: "copilotkit@1.10.6", served: "mock" },
  { contract: "copilotkit@1.50.0", served: "mock" },
  { contract: "copilotkit@1.74.0", served: "mock" },
  { contract: `${ofRoutes}@1.50.0`, served: "mock" },
  { contract: `${ofRoutes}@1.75.0`, served: "mock" },
  { contract: "customer-support", served: "current" },
  { contract: "customer-support@0.3.1", served: "2025-10" },
  { contract: "video-studio", served: "current" },
  { contract: "video-studio", served: "2025-10" },
  { contract: "ag-ui/ag-ui-protocol@0.1.9", served: "ag-ui-0.1.9", ...plainAgent },
  { contract: "ag-ui/ag-ui-protocol@0.1.18", served: "ag-ui-0.1.18", ...plainAgent },
  { contract: "ag-ui/ag-ui-protocol@1.0.0", served: "ag-ui-1.0.0", ...plainAgent },
  { contract: "copilotkit@1.9.3", served: "1.9.3", ...endpoint },
  { contract: "copilotkit@1.10.6", served: "1.10.6", ...endpoint },
  { contract: "copilotkit@1.50.0", served: "1.50.0", ...endpoint },
  { contract: "copilotkit@1.74.0", served: "1.75.0", ...endpoint },
  { contract: `${ofRoutes}@1.50.0`, served: "1.50.0", ...routes },
  { contract: `${ofRoutes}@1.75.0`, served: "1.75.0", ...routes },
];
