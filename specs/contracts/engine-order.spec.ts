import { expect, test } from "@playwright/test";
import { createOrderMachine } from "../../contracts/index.ts";
import { orderCases } from "./data/order-cases.ts";
import { orderStreamCases } from "./data/order-stream-cases.ts";

for (const { title, rules, events, request, faults = [] } of [...orderCases, ...orderStreamCases]) {
  test(`${title} ${faults.length > 0 ? "is told" : "is right"}`, () => {
    const machine = createOrderMachine(rules);
    if (request !== undefined) machine.request(request);
    const breaches = [...events.flatMap((event, frame) => machine.accept(event, frame)), ...machine.end()];
    expect(breaches.map(({ rule, frame, path, message }) => `${frame ?? "end"} ${rule} ${path}: ${message}`)).toEqual(
      faults,
    );
    expect(machine.spent).toBeUndefined();
  });
}
