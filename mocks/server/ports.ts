import type { Contract } from "../../contracts/index.ts";
import { MockError } from "../mock-error.ts";

/**
 * A port for each contract: its own, else the next one.
 *
 * @param first of the ports that follow each other; 0 takes any
 * @param serve contract name to the port of its own
 * @throws MockError `services-collide` where two would share one
 */
export function portsFor(
  contracts: readonly Contract[],
  first: number,
  serve: Readonly<Record<string, number>>,
): number[] {
  let next = first;
  const taken = new Set(Object.values(serve));
  const ports = contracts.map(({ name }) => {
    const own = serve[name];
    if (own !== undefined) return own;
    if (first === 0) return 0;
    while (taken.has(next)) next++;
    taken.add(next);
    return next++;
  });
  for (const [index, port] of ports.entries()) {
    const other = contracts[ports.indexOf(port)];
    if (port === 0 || ports.indexOf(port) === index || !other) continue;
    throw new MockError(
      "services-collide",
      `${other.name} and ${contracts[index]?.name} cannot share port ${port}.`,
      "Give each a port of its own: --serve NAME=PORT.",
    );
  }
  return ports;
}
