import { test as base } from "@playwright/test";
import { loadContracts } from "../../contracts/index.ts";
import { createMock, type Isolation, type Mock } from "../../mocks/index.ts";

/** One test's own mock: other tests do not see it, and it does not see them. */
export type IsolatedMock = Isolation;

/** What a file sets with `test.use({ mockOptions: … })`; a worker starts one mock with it. */
export interface MockOptions {
  /** References of the contracts to serve; `ag-ui` when left out. */
  readonly contracts?: readonly string[];
  readonly scenario?: string;
  readonly fault?: string;
  /** "none" when left out: tests need not wait. */
  readonly pace?: "realtime" | "none";
  readonly seed?: number;
}

/**
 * Playwright's `test` with a mock: one a worker, on a free port, isolated per test.
 *
 * @example
 * test.use({ mockOptions: { contracts: ["customer-support"] } });
 * test("answers", async ({ mock, request }) => expect(await request.get(`${mock.url}/health`)).toKeep("customer-support"));
 */
export const test = base.extend<{ mock: IsolatedMock }, { mockOptions: MockOptions; workerMock: Mock }>({
  mockOptions: [{}, { option: true, scope: "worker" }],
  workerMock: [
    async ({ mockOptions }, use) => {
      const { contracts = ["ag-ui"], pace = "none", ...more } = mockOptions;
      const mock = await createMock({ ...more, pace, contracts: await loadContracts(contracts), port: 0 });
      await use(mock);
      await mock.close();
    },
    { scope: "worker" },
  ],
  mock: async ({ workerMock }, use, testInfo) => {
    const own = workerMock.isolate(testInfo.testId);
    await use(own);
    own.reset();
  },
});
