import type { EvidenceId, Facts, Seen } from "./facts.ts";
import { withoutSecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import type { Evidence } from "./types.ts";

/** Why an observation was not made. */
export class NotMade {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

/** One observation: how it is made, and how it is told in one sentence. */
export interface Probe<K extends EvidenceId = EvidenceId> {
  readonly id: K;
  readonly make: (lab: Lab) => Promise<Facts[K] | NotMade>;
  readonly tell: (fact: Facts[K]) => string;
}

/** Probes of every kind in one list: each fits its own id. */
export type AnyProbe = { [K in EvidenceId]: Probe<K> }[EvidenceId];

/** Where the probes are made, each once, side by side, until the budget is spent. */
export class Lab {
  readonly settings: Settings;
  /** Raised when the budget is spent. */
  readonly signal: AbortSignal;
  readonly #probes: ReadonlyMap<EvidenceId, AnyProbe>;
  readonly #made = new Map<EvidenceId, Promise<unknown>>();
  readonly #took = new Map<EvidenceId, number>();
  readonly #spent: Promise<NotMade>;
  readonly #began = performance.now();

  constructor(settings: Settings, probes: readonly AnyProbe[]) {
    this.settings = settings;
    this.#probes = new Map(probes.map((probe) => [probe.id, probe]));
    const timer = AbortSignal.timeout(settings.budget);
    this.signal = settings.signal ? AbortSignal.any([timer, settings.signal]) : timer;
    this.#spent = new Promise((resolve) => {
      // A probe that heard something until now may still say so; hence not at once.
      const over = () => setTimeout(() => resolve(new NotMade(this.#reason(timer))), 100);
      if (this.signal.aborted) over();
      else this.signal.addEventListener("abort", over, { once: true });
    });
  }

  /** What a probe saw; undefined where it was not made. */
  async see<K extends EvidenceId>(id: K): Promise<Facts[K] | undefined> {
    const made = await this.#make(id);
    return made instanceof NotMade ? undefined : made;
  }

  /** Makes every probe, and gives what was seen and what was not made. */
  async all(): Promise<{ seen: Seen; evidence: Evidence[]; notMade: { id: EvidenceId; why: string }[] }> {
    const seen: Record<string, unknown> = {};
    const evidence: Evidence[] = [];
    const notMade: { id: EvidenceId; why: string }[] = [];
    const made = await Promise.all([...this.#probes.keys()].map(async (id) => [id, await this.#make(id)] as const));
    for (const [id, fact] of made) {
      if (fact instanceof NotMade) {
        notMade.push({ id, why: fact.why });
        continue;
      }
      seen[id] = fact;
      const { tell } = this.#probes.get(id) as Probe;
      evidence.push({ id, says: tell(fact as never), ms: this.#took.get(id) ?? 0, data: published(fact) });
    }
    return { seen: seen as Seen, evidence, notMade };
  }

  #make<K extends EvidenceId>(id: K): Promise<Facts[K] | NotMade> {
    const known = this.#made.get(id) as Promise<Facts[K] | NotMade> | undefined;
    if (known) return known;
    const probe = this.#probes.get(id) as unknown as Probe<K>;
    const made = Promise.race([probe.make(this), this.#spent]).then((fact) => {
      this.#took.set(id, Math.round(performance.now() - this.#began));
      return fact;
    });
    this.#made.set(id, made);
    return made;
  }

  #reason(timer: AbortSignal): string {
    return timer.aborted ? `the budget of ${this.settings.budget / 1000} s was spent` : "stopped";
  }
}

/** What a report shows of a fact: of an answer its head and the beginning of its body, without what may be a secret. */
function published(fact: object): object {
  if (!("said" in fact && "body" in fact)) return fact;
  const { said: _, body, ...rest } = fact;
  return { ...rest, body: withoutSecrets(String(body).slice(0, 300)) };
}
