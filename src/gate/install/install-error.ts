/** What can keep packages from being installed. */
export type InstallErrorId =
  /** A wanted package, or that version of it, does not exist. */
  | "no-such-version"
  /** What is wanted does not go together, or needs something that does not exist. */
  | "cannot-resolve"
  /** The registry is down, silent, refuses us or fails; or it may not be asked. */
  | "registry-down"
  | "script-failed"
  | "budget"
  | "disk-full"
  | "cannot-write"
  | "no-python"
  | "no-npm"
  /** Anything else that npm or pip complains about: another platform, a wrong hash, a damaged package. */
  | "cannot-install";

const passingIds: readonly InstallErrorId[] = ["registry-down", "budget", "disk-full"];

/** Why nothing was installed: `message` is one sentence (what, where), `next` says what to do. */
export class InstallError extends Error {
  readonly id: InstallErrorId;
  readonly next: string;
  /** True where trying again may help without changing what is wanted. */
  readonly passing: boolean;

  constructor(id: InstallErrorId, message: string, next: string) {
    super(message);
    this.name = "InstallError";
    this.id = id;
    this.next = next;
    this.passing = passingIds.includes(id);
  }
}

/** Sentences that npm and pip have in common. */
export const installError = {
  noSuchVersion: (name: string, version: string, registry: string) =>
    new InstallError(
      "no-such-version",
      `${registry} has no ${name}@${version}.`,
      "Name a version that was published, and look at the spelling of the name.",
    ),
  cannotResolve: (title: string, why: string) =>
    new InstallError(
      "cannot-resolve",
      `${title} cannot be installed together: ${why}.`,
      "Name versions that go together.",
    ),
  registryDown: (registry: string, title: string, why: string) =>
    new InstallError(
      "registry-down",
      `${registry} did not give ${title}: ${why}.`,
      "Look at the network and at the registry that is configured, then try again.",
    ),
  diskFull: (cache: string, title: string) =>
    new InstallError(
      "disk-full",
      `The disk ran full while ${title} was being installed into ${cache}.`,
      "Make room, or use a cache on another disk, then try again.",
    ),
  cannotInstall: (title: string, why: string) =>
    new InstallError(
      "cannot-install",
      `${title} cannot be installed: ${why}.`,
      "Choose versions that can be installed here.",
    ),
  scriptFailed: (what: string, why: string) =>
    new InstallError(
      "script-failed",
      `The install script of ${what} failed: ${why}.`,
      "Leave the scripts out, or bring what the script needs.",
    ),
};
