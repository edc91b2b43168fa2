import {
  builtIns,
  type Contract,
  type Exchange,
  loadContract,
  readRecording,
  recordingHead,
} from "../../contracts/index.ts";
import { recordingText } from "./recording-text.ts";
import { UsageError } from "./trouble.ts";

/** A recording to play, and the contract to play it under. */
export interface Replayed {
  readonly contract: Contract;
  readonly exchanges: readonly Exchange[];
}

/**
 * Reads what `--replay` names.
 *
 * @param given the contracts that were named; the recording says its own where there is none
 * @throws UsageError for several contracts, and where nobody says which it is
 * @throws RecordingError for a file that is damaged, or of another contract
 */
export async function readReplayed(file: string, given: readonly Contract[]): Promise<Replayed> {
  const [contract, more] = given;
  if (more) {
    const message = `--replay plays the exchanges of one contract, and ${given.length} are named`;
    throw new UsageError("too-many", message, "Name the one that was recorded.");
  }
  const text = recordingText(file);
  const found = contract ?? (await contractIn(text, file));
  const exchanges = readRecording(text, file, found);
  if (exchanges.length > 0) return { contract: found, exchanges };
  throw new UsageError("nothing-to-replay", `${file} holds no exchange with ${found.name}`, "Record again.");
}

async function contractIn(text: string, file: string): Promise<Contract> {
  const contract = recordingHead(text, file)?.contract;
  if (contract && builtIns().some(({ name }) => name === contract.name)) {
    return loadContract(`${contract.name}@${contract.version}`);
  }
  const reason = contract ? `was recorded under ${contract.name}, which is not built in` : "does not say its contract";
  throw new UsageError("missing-contract", `${file} ${reason}`, "Name it: --contract NAME[@VERSION]|FILE|URL.");
}
