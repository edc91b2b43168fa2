import { startBackend } from "../../fixtures/backends/index.mjs";
import { launchChromium, startFrontend } from "../../fixtures/frontends/index.mjs";
import { endpoint, stackOf } from "./axes.mjs";
import { cellOf, withDevConsole } from "./cell.mjs";
import { startHop } from "./hop.mjs";
import { newMovement } from "./movement.mjs";
import { saidByAgent, saidByRuntime } from "./said.mjs";
import { visit } from "./visit.mjs";

/** @typedef {import("./axes.mjs").Place} Place */
/** @typedef {import("./cell.mjs").Cell} Cell */
/** @typedef {{ stop: () => Promise<void> }} Stoppable */

const AGENT = "customer_support_agent";

/**
 * The browser, and what is started once for many cells: a page for each client, an agent for each SDK, a runtime for
 * each pair.
 *
 * @param {{ log?: (line: string) => void }} options
 * @returns {Promise<{ measure: (pair: readonly Place[]) => Promise<Cell[]>, stop: () => Promise<void> }>} `measure`
 *   takes cells of one runtime and one SDK, one after the other, so that it is known for whom the agent was asked
 */
export async function startRig({ log }) {
  const browser = await launchChromium();
  const page = once((/** @type {string} */ version) => startFrontend("copilotkit", { version, ...(log && { log }) }));
  const agent = once((/** @type {string} */ sdk) =>
    startBackend({ name: "plain-agent", stack: stackOf(sdk), ...(log && { log }) }),
  );

  /** @param {Place} place @param {string} url of the runtime @param {Awaited<ReturnType<typeof startHop>>} toAgent */
  async function measureOne({ client, runtime, mount, sdk }, url, toAgent) {
    const movement = newMovement(() => toRuntime.open() + toAgent.open() > 0);
    const toRuntime = await startHop(url, () => movement.moved());
    try {
      const { url: served } = await page.get(client);
      const visited = (/** @type {Record<string, string>} */ more = {}) => {
        const props = new URLSearchParams({ url: toRuntime.url + mount, agent: AGENT, ...more });
        return visit(browser, `${served}/?${props}`, movement).catch((error) => {
          throw new Error(`client ${client}, runtime ${runtime} at ${mount}, SDK ${sdk}: ${error.message}`);
        });
      };
      const seen = await visited();
      const said = { runtime: saidByRuntime(toRuntime.take(), mount), agent: saidByAgent(toAgent.take()) };
      const cell = cellOf({ client, runtime, mount, sdk }, seen, said);
      if (cell.verdict !== "breaks silently") return cell;
      // Is it for want of a banner, or does the page not know?
      const { shown } = await visited({ console: "1" });
      toAgent.take();
      return withDevConsole(cell, shown);
    } finally {
      await toRuntime.stop();
    }
  }

  return {
    measure: async (pair) => {
      const [first] = pair;
      if (!first) return [];
      const toAgent = await startHop((await agent.get(first.sdk)).url);
      const runtime = await startBackend({
        name: "copilotkit-runtime",
        stack: first.runtime,
        agent: toAgent.url + endpoint,
      });
      try {
        const cells = [];
        for (const place of pair) cells.push(await measureOne(place, runtime.url, toAgent));
        return cells;
      } finally {
        await runtime.stop();
        await toAgent.stop();
      }
    },
    stop: async () => {
      await browser.close();
      await Promise.all([page.stop(), agent.stop()]);
    },
  };
}

/**
 * Starts each thing when it is first asked for, and once.
 *
 * @template {Stoppable} T
 * @param {(key: string) => Promise<T>} start
 */
function once(start) {
  /** @type {Map<string, Promise<T>>} */
  const started = new Map();
  return {
    get: (/** @type {string} */ key) => {
      const thing = started.get(key) ?? start(key);
      started.set(key, thing);
      return thing;
    },
    stop: async () => {
      for (const thing of await Promise.allSettled(started.values())) {
        if (thing.status === "fulfilled") await thing.value.stop();
      }
    },
  };
}
