import { behind } from "./behind.ts";
import type { Served } from "./case.ts";
import { fronts } from "./fronts.ts";
import { plain } from "./http.ts";
import { logged } from "./logged.ts";
import { node } from "./node.ts";
import { protocol } from "./protocol.ts";
import { python } from "./python.ts";
import { refusals } from "./refusals.ts";
import { runs } from "./runs.ts";
import { studio } from "./studio.ts";
import { transport } from "./transport.ts";
import { unruly } from "./unruly.ts";

export type { Case, Given, Served } from "./case.ts";

/** Every server that is asked why a connection fails, with what is true of each of its targets. */
export const served: readonly Served[] = [
  ...python,
  ...node,
  ...fronts,
  ...plain,
  ...protocol,
  ...behind,
  ...runs,
  ...refusals,
  ...logged,
  ...studio,
  ...transport,
  ...unruly,
];

/** `uvicorn-auto@zoo /ws/ok`: no two cases have the same name. */
export const nameOf = ({ name }: Served, { path, what, given = {} }: Served["cases"][number]): string =>
  [name, path, what, ...Object.entries(given).map(([key, value]) => `${key} ${JSON.stringify(value).slice(0, 60)}`)]
    .filter(Boolean)
    .join(" ");
