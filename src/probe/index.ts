export type { Budgets } from "./budgets.ts";
export { type Ask, converse } from "./converse.ts";
export { type Opening, openSocket } from "./open-socket.ts";
export { awaitAnswer, reach } from "./reach.ts";
export { Socket } from "./socket.ts";
export { tool } from "./tool.ts";
