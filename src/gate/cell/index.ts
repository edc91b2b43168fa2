export { askCell } from "./ask.ts";
export type { CellAsking } from "./heard.ts";
export { cellsOf, type PlannedCell, type Subject } from "./plan.ts";
