import type { Breach, Contract, Endpoint, Judgement, Mode, Verdict } from "../model/index.ts";
import { ruleOf } from "../rules/index.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Limits } from "./limits.ts";
import { createOrderMachine, type OrderMachine } from "./order.ts";
import type { Reading, Validators } from "./validators.ts";
import { validatorsOf } from "./validators.ts";

/** What the judges of both transports share: the ledger, the schemas and the order machine. */
export interface Court {
  readonly contract: Contract;
  readonly validators: Validators;
  readonly ledger: Ledger;
  readonly mode: Mode;
  readonly limits: Limits;
  /** Frames that were judged. */
  frames: number;
  /** Notes breaches; gives those that are news. */
  note(breaches: readonly Breach[]): Breach[];
  /** Notes what is wrong with one value, and moves the order machine where the value allows it. */
  judgeValue(value: unknown, reading: Reading, frame: number, order: boolean): Breach[];
  /** The machine that follows the order, while it can still be followed. */
  machine(): OrderMachine | undefined;
  close(): Judgement;
}

/** How an exchange is to be judged. */
export interface Terms {
  readonly mode: Mode;
  readonly limits: Limits;
  /** Body of the request, read as JSON; undefined where it is not known. */
  readonly request: unknown;
}

/** Unknown keys and types leave what we know readable. */
const harmless = new Set(["shape/unknown-key", "shape/unknown-type"]);

export function createCourt(contract: Contract, endpoint: Endpoint, { mode, limits, request }: Terms): Court {
  const validators = validatorsOf(contract);
  const impliesOf = (id: string) => ruleOf(id, endpoint.order)?.implies ?? [];
  const ledger = createLedger(endpoint.id, impliesOf, limits);
  let machine = endpoint.order.length > 0 ? createOrderMachine(endpoint.order) : undefined;
  machine?.request(request);
  const noteReading = ({ breaches, drift }: Reading, frame: number): Breach[] => {
    for (const breach of drift) ledger.drift({ ...breach, frame });
    return court.note(breaches.map((breach) => ({ ...breach, frame })));
  };
  const court: Court = {
    contract,
    validators,
    ledger,
    mode,
    limits,
    frames: 0,
    note: (breaches) => breaches.filter((breach) => ledger.add(breach)),
    judgeValue(value, reading, frame, order) {
      const good = reading.breaches.length === 0 && reading.drift.length === 0;
      const news = good ? [] : noteReading(reading, frame);
      const following = court.machine();
      if (!order || !following) return news;
      const misshapen = good ? undefined : reading.breaches.find(({ rule }) => !harmless.has(rule));
      if (misshapen) {
        // What it would have meant for the order nobody can say; judging on would report the same fault again.
        machine = undefined;
        ledger.unjudged("order/*", misshapen.rule);
      } else if (good || !hasUnknownType(reading)) {
        const breaches = following.accept(value, frame);
        if (breaches.length > 0) news.push(...court.note(breaches));
      }
      if (following.spent !== undefined) ledger.unjudged("order/*", following.spent);
      return news;
    },
    machine: () => (machine && ledger.impliedBy("order/*") === undefined ? machine : undefined),
    close() {
      const { violations, drift, unjudged } = ledger.close();
      const verdict: Verdict = violations.length > 0 ? "fail" : unjudged.length > 0 ? "inconclusive" : "pass";
      return { verdict, violations, drift, unjudged, frames: court.frames };
    },
  };
  return court;
}

/** The value's own type, not that of something inside it. */
const hasUnknownType = ({ breaches, drift }: Reading) =>
  [...breaches, ...drift].some(({ rule, path }) => rule === "shape/unknown-type" && path.lastIndexOf("/") === 0);
