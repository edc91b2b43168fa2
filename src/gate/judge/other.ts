import type { Asked, Speaker, Taking } from "../participants/index.ts";

/**
 * The other side of the wire. Where nobody is named it is taken to be as old as what is upgraded was before: it takes what
 * was sent until now, and sends what was taken.
 */
export interface Other {
  /** `ag-ui-protocol@0.1.9`; for nobody, what stands for it: `the contract ag-ui@0.0.59`. */
  readonly title: string;
  /** Undefined where nobody is named. */
  readonly speaker: Speaker | undefined;
  /** Payloads that it reads as requests, in the contract's words; the first is the body of a request. */
  readonly receives: readonly string[];
  /** Whether it takes requests, however that is found out; undefined where nothing can say. */
  readonly takes: ((requests: readonly Asked[]) => Promise<readonly Taking[]>) | undefined;
}

/** Whether a speaker takes requests: it is asked them where it is a server, else its parser reads their bodies. */
export function takingOf(speaker: Speaker, receives: readonly string[]): Other["takes"] {
  if (speaker.takes) return (requests) => speaker.takes?.(requests) ?? Promise.resolve([]);
  const [root] = receives;
  if (!speaker.verdicts || root === undefined) return undefined;
  return async (requests) => {
    const verdicts = await speaker.verdicts?.(
      root,
      requests.map(({ body }) => body),
    );
    return (verdicts ?? []).map(({ accepted }) => ({
      taken: accepted,
      says: `${accepted ? "accepted" : "refused"} by ${speaker.title}`,
    }));
  };
}
