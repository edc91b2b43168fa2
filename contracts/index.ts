export * from "./documents/index.ts";
export * from "./model/index.ts";
