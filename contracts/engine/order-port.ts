import type { Breach, End, OrderRule } from "../model/index.ts";
import { createOrderMachine } from "./order.ts";

/** What the judge asks of the order machine. */
export interface OrderPort {
  request(body: unknown): void;
  accept(value: unknown, frame: number): readonly Breach[];
  end(end: End): readonly Breach[];
}

export function orderPort(rules: readonly OrderRule[]): OrderPort | undefined {
  return rules.length === 0 ? undefined : createOrderMachine(rules);
}
