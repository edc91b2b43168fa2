import { type ChildProcess, spawn } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { ParticipantError } from "../participant-error.ts";
import { bareEnv } from "./bare-env.ts";

const driver = fileURLToPath(new URL("../../drivers/runtime.mjs", import.meta.url));
const listening = /Runtime listens on (http:\/\/\S+)( with routes)?\n/;
const START_BUDGET_MS = 60_000;
const STOP_BUDGET_MS = 5_000;
const KEPT = 1_000_000;

/** Scarf counts installations, and every runtime counts its requests. */
const quiet = { COPILOTKIT_TELEMETRY_DISABLED: "true", DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" };
/** A real runtime in a process of its own. */
export interface Runtime {
  /** As pages are given it. */
  readonly url: string;
  /** Base of its routes; undefined for a version that has none. */
  readonly routes: string | undefined;
  /** What it wrote so far, the last million characters. */
  output(): string;
  /** Ends it; safe to call twice. */
  stop(): Promise<void>;
}

/** What a runtime is started with. */
export interface RuntimeStart {
  /** Holds node_modules with @copilotkit/runtime, and @ag-ui/client where it can find it. */
  readonly folder: string;
  /** URL of the AG-UI agent behind it, which it knows as `customer_support_agent`. */
  readonly agentUrl: string;
  /** Stops it, also while it starts. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts the real @copilotkit/runtime of a folder on a loopback port. It ends with this process, however that ends.
 *
 * @throws ParticipantError `runtime-not-started`; the signal's reason
 */
export async function startRuntime({ folder, agentUrl, signal }: RuntimeStart): Promise<Runtime> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, [driver, folder], {
    stdio: ["pipe", "pipe", "pipe"], // It leaves when its stdin closes, as it does when we are gone.
    env: { ...bareEnv(), ...quiet, WIRECHECK_AGENT_URL: agentUrl, WIRECHECK_LEAVE_WITH_PARENT: "1" },
  });
  let output = "";
  const found = new Promise<RegExpExecArray | null>((resolve) => {
    const keep = (bytes: Buffer) => {
      output = (output + bytes).slice(-KEPT);
      const heard = listening.exec(output);
      if (heard) resolve(heard);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("close", () => resolve(null)).on("error", () => resolve(null));
    setTimeout(resolve, START_BUDGET_MS, null).unref();
  });
  const stop = stopper(child);
  signal?.addEventListener("abort", stop, { once: true });
  const [, base, routes] = (await found) ?? [];
  if (base === undefined) {
    await stop();
    signal?.throwIfAborted();
    throw new ParticipantError(
      "runtime-not-started",
      `The runtime of ${basename(folder)} did not begin to listen: ${lastWords(output)}.`,
      "See whether @copilotkit/runtime and @ag-ui/client of these versions go together.",
    );
  }
  return {
    url: `${base}/api/copilotkit`,
    routes: routes && `${base}/v2/copilotkit`,
    output: () => output,
    stop,
  };
}

function stopper(child: ChildProcess): () => Promise<void> {
  const gone = new Promise<void>((resolve) => child.on("close", () => resolve()).on("error", () => resolve()));
  return async () => {
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_BUDGET_MS);
    child.kill("SIGTERM");
    await gone;
    clearTimeout(late);
  };
}

/** Node ends with its version, after the error and its stack. */
function lastWords(output: string): string {
  const [error] = /^\w*Error.*$/m.exec(output) ?? [];
  return (error ?? output.trim().split("\n").at(-1) ?? "").replace(/\.$/, "") || "it wrote nothing";
}
