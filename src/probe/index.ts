export { type Body, bodyOf, rawOf } from "./body.ts";
export type { Budgets } from "./budgets.ts";
export { type Ask, converse, headOf } from "./converse.ts";
export { headerMap } from "./headers.ts";
export { type Opening, openSocket } from "./open-socket.ts";
export { awaitAnswer, reach } from "./reach.ts";
export { Socket } from "./socket.ts";
export { tool } from "./tool.ts";
export { brokenEnd, troubleOf } from "./trouble.ts";
