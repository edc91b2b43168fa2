import type { End } from "../../contracts/index.ts";

/** What one exchange may cost. Times in milliseconds, size in bytes. */
export interface Budgets {
  /** From the start to the first byte of the answer's body, or its end. */
  readonly firstFrame: number;
  /** Between two pieces of the answer. */
  readonly idle: number;
  /** From the start to the end. */
  readonly total: number;
  /** Of everything received. */
  readonly bytes: number;
}

/** Ten seconds for anything; 16 MiB in all, so that a frame over the limit of framing (10 MiB) is seen to be. */
export const defaultBudgets: Budgets = { firstFrame: 10_000, idle: 10_000, total: 10_000, bytes: 16 * 1024 * 1024 };

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;

const sentences: Readonly<Record<keyof Budgets, (limit: number) => string>> = {
  firstFrame: (limit) => `nothing was answered within ${seconds(limit)}`,
  idle: (limit) => `nothing more came for ${seconds(limit)}, and the answer was not over`,
  total: (limit) => `the answer was not over after ${seconds(limit)}`,
  bytes: (limit) => `the answer went past ${Math.round(limit / 1024)} KiB`,
};

/** The end of an exchange whose budget ran out. */
export function spent(budgets: Budgets, which: keyof Budgets): End {
  const budget = which === "firstFrame" ? "first-frame" : which;
  return { how: "budget", budget, message: sentences[which](budgets[which]) };
}
