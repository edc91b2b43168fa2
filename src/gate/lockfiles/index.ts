export { bumpsBetween } from "./bumps.ts";
export { isLockfile } from "./kinds/index.ts";
export { type Copy, fromRegistry, type Locked } from "./locked.ts";
export { type LockedSides, lockedSides, type SidesOptions } from "./locked-sides.ts";
export { LockfileError } from "./lockfile-error.ts";
export { type FileText, lockfilesAt } from "./lockfiles-at.ts";
export { type Lockfile, type Note, readLockfile } from "./read-lockfile.ts";
export { type Commit, mergeBase } from "./refs.ts";
