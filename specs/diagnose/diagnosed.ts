import { probes } from "../../src/diagnose/evidence/index.ts";
import { type DiagnoseOptions, type Diagnosis, diagnose } from "../../src/diagnose/index.ts";
import { problemsOf } from "../cli/schemas.ts";

/** A diagnosis, held to its published schema. */
export async function diagnosed(options: DiagnoseOptions): Promise<Diagnosis> {
  const result = await diagnose(options);
  const problems = problemsOf("diagnosis", JSON.parse(JSON.stringify(result)));
  if (problems.length > 0) throw new Error(`the diagnosis breaks its schema: ${problems.join("; ")}`);
  // What could not be observed is said, and nothing is said twice.
  const told = [...result.evidence, ...result.notMade].map(({ id }) => id);
  const known = probes.map(({ id }) => id);
  if ([...told].sort().join() !== [...known].sort().join()) throw new Error(`it tells of ${told}, and not of ${known}`);
  return result;
}

/** `{ "nothing-listening": "certain" }` */
export const causesOf = ({ causes }: Diagnosis): Record<string, string> =>
  Object.fromEntries(causes.map(({ id, certainty }) => [id, certainty]));
