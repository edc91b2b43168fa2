/**
 * Lets what is asked in one turn of the event loop be asked together: a process is started once for many questions that are
 * judged side by side. Answers stand in the order of the items.
 */
export function batched<I, O>(
  ask: (items: readonly I[]) => Promise<readonly O[]>,
): (items: readonly I[]) => Promise<readonly O[]> {
  let waiting: I[] = [];
  let turn: Promise<readonly O[]> | undefined;
  return async (items) => {
    const from = waiting.length;
    waiting.push(...items);
    turn ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      const all = waiting;
      waiting = [];
      turn = undefined;
      return ask(all);
    });
    return (await turn).slice(from, from + items.length);
  };
}
