/** A signal that Ctrl-C (or a polite kill) raises. The second Ctrl-C ends the process at once. */
export function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
}

/** Resolves when Ctrl-C is pressed. */
export function untilInterrupted(): Promise<void> {
  const signal = interrupted();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}
