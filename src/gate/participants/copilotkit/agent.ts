import { loadContract } from "../../../../contracts/index.ts";
import { createMock } from "../../../../mocks/index.ts";
import { ownHeaders, readBody } from "./asked.ts";

/** What a runtime told its agent in one request. */
export interface Told {
  /** What was set for it, names in lower case; what every client of HTTP adds is left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An AG-UI agent that says what the mock's support agent says, and keeps what it is told. */
export interface Agent {
  readonly url: string;
  /** What it was told since this was last asked. */
  heard(): Told[];
  stop(): Promise<void>;
}

/** The oldest AG-UI that a runtime here speaks: every later one knows its events. */
const spoken = "ag-ui@0.0.35";

/** Starts an agent for `startRuntime`, in this process. */
export async function startAgent(): Promise<Agent> {
  const mock = await createMock({ contracts: [await loadContract(spoken)], pace: "none" });
  return {
    url: mock.url,
    heard() {
      const told = mock.exchanges().map(({ request: { headers, body } }) => ({
        headers: ownHeaders(headers),
        body: body === undefined ? null : readBody(body),
      }));
      // Its ids begin anew too: what is answered depends on what is asked alone.
      mock.reset();
      return told;
    },
    stop: () => mock.close(),
  };
}
