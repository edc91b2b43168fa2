import type { Contract } from "../../contracts/index.ts";

/** A document whose server has a path is served below that path; "" for one that has none. */
export function baseOf({ server }: Contract): string {
  return server === undefined ? "" : new URL(server).pathname.replace(/\/$/, "");
}
