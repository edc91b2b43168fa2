/**
 * One rule over the whole exchange, as data (`x-order`). `kind` picks the row of the order machine's table; the other
 * members are that row's parameters. See `contracts/engine/order.ts` for the kinds.
 */
export interface OrderRule {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly implies?: readonly string[];
  readonly source?: string;
  readonly [parameter: string]: unknown;
}
