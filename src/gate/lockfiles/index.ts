export { bumpsBetween } from "./bumps.ts";
export { isLockfile } from "./kinds/index.ts";
export { fromRegistry, type Locked } from "./locked.ts";
export { lockedSides, type SidesOptions } from "./locked-sides.ts";
export { LockfileError } from "./lockfile-error.ts";
export { lockfilesAt } from "./lockfiles-at.ts";
export { readLockfile } from "./read-lockfile.ts";
export { mergeBase } from "./refs.ts";
