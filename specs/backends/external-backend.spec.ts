import { contractSuite } from "wirecheck/playwright";

/** `BACKEND_URL=… BACKEND_CONTRACT=… npm test`: the same suite against a backend that is up already. */
const url = process.env.BACKEND_URL ?? "";
const contract = process.env.BACKEND_CONTRACT;
if (!contract)
  throw new Error("BACKEND_URL is set and BACKEND_CONTRACT is not; name the contract that the backend keeps.");

contractSuite({ contract, url });
