import { badDocument, child, type Place } from "./place.ts";

/** The member `within` in milliseconds, or `otherwise` where there is none. */
export function milliseconds(place: Place, otherwise: number): number {
  const { value } = child(place, "within");
  if (value === undefined) return otherwise;
  if (typeof value === "number" && value > 0) return value;
  throw badDocument(child(place, "within"), "must be a time in milliseconds");
}
