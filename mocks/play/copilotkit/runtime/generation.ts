import { type Contract, compareVersions } from "../../../../contracts/index.ts";

/** Whether a contract is of the first runtimes with envelope and routes (1.50), which know less than the later ones. */
export const isFirst = ({ version }: Contract): boolean => compareVersions(version, "1.74.0") < 0;
