export { install } from "./install.ts";
export { InstallError, type InstallErrorId } from "./install-error.ts";
export { lockHash } from "./manifest.ts";
export type { Installed, InstallOptions, Wanted } from "./types.ts";
