import { answers } from "./answers.ts";
import { framing } from "./framing.ts";
import { order } from "./order.ts";
import { ordinary } from "./ordinary.ts";
import { inParts } from "./parts.ts";
import type { Scenario } from "./scenario.ts";
import { shape } from "./shape.ts";

export type { Scenario } from "./scenario.ts";

const all: readonly Scenario[] = [...ordinary, ...framing, ...shape, ...answers, ...order, ...inParts];

/** Every scenario: the ordinary conversations, then for each rule one that breaks it and only it. */
export function scenarios(): readonly Scenario[] {
  return all;
}

export function scenarioNamed(name: string | undefined): Scenario | undefined {
  return all.find((one) => one.name === name);
}
