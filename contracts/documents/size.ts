import { ContractError } from "./contract-error.ts";

/** Larger documents are refused: 10 MiB. */
export const maximumBytes = 10 * 1024 * 1024;

export function tooLarge(shown: string): ContractError {
  return new ContractError("too-large", `${shown} is larger than 10 MiB.`, "Give the part of it that you need.");
}
