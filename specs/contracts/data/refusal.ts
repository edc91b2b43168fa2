import { expect } from "@playwright/test";
import { ContractError, loadContract } from "../../../contracts/index.ts";

/** What is wrong with the references; the test fails when nothing is. */
export async function failure(references: readonly string[]): Promise<ContractError> {
  const error = await loadContract(references).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ContractError);
  return error as ContractError;
}

/** One sentence, and what to do next. */
export function expectSentence(error: ContractError, expected: { id: string; says: RegExp; next: RegExp }): void {
  expect({ id: error.id, message: error.message, next: error.next }).toEqual({
    id: expected.id,
    message: expect.stringMatching(expected.says),
    next: expect.stringMatching(expected.next),
  });
  expect(error.message).toMatch(/^[^\n]+\.$/);
}
