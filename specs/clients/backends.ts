import { loadContract } from "../../contracts/index.ts";
import { startBackend } from "../../fixtures/backends/index.mjs";
import { createMock } from "../../mocks/index.ts";
import { type Gate, startGate } from "./gate.ts";
import type { Way } from "./ways.ts";

/** A backend that a page can talk to. */
interface Talking {
  /** As the page is given it. */
  readonly url: string;
  /** Before whoever finds the words: they come with it, and no faster. */
  readonly gate: Gate;
}

/** What starts, and ends with the test. */
type Keep = <T extends { stop: () => Promise<unknown> }>(starting: Promise<T>) => Promise<T>;

interface Backend {
  readonly what: "the mock" | "the real runtime";
  /** @param agent URL of a real agent */
  readonly start: (way: Way, agent: string, keep: Keep) => Promise<Talking>;
  /** What it answers to the question about refunds, and when the card was shown. */
  readonly refund: RegExp;
  readonly card: RegExp;
}

export const backends: readonly Backend[] = [
  {
    what: "the mock",
    async start({ contract }, _agent, keep) {
      const mock = await createMock({ contracts: [await loadContract(contract)] });
      await keep(Promise.resolve({ stop: mock.close }));
      const gate = await keep(startGate(mock.url));
      return { url: gate.url, gate };
    },
    refund: /^You can return anything within 30 days of delivery for a full refund\. .* within five working days\.$/,
    card: /^The tool render_product_card said: A card for .+ at .+ is on the page$/,
  },
  {
    what: "the real runtime",
    async start({ runtime: stack, path }, agent, keep) {
      const gate = await keep(startGate(agent));
      const runtime = await keep(startBackend({ name: "copilotkit-runtime", stack, agent: gate.url }));
      return { url: runtime.url + path, gate };
    },
    refund: /^You can return an item within 30 days of delivery\. .* in 5 to 7 working days\.$/,
    card: /^There is the card of the Widget Pro\.$/,
  },
];
