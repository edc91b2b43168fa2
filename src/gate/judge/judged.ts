import type { Shown } from "./way-out.ts";

/** Whether a change breaks the other side, and what says so. */
export interface Judged {
  /** Null where it could not be found out. */
  readonly breaking: boolean | null;
  /** A few words: `refused by ag-ui-protocol@0.1.9`. */
  readonly says: string;
  /** What the other side refuses, where it does. */
  readonly shown?: Shown;
}
