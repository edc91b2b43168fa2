import { contractSuite } from "wirecheck/playwright";

/** `BACKEND_URL=… BACKEND_CONTRACT=… npm test`: the same suite against a backend that is up already. */
contractSuite({ contract: process.env.BACKEND_CONTRACT ?? "", url: process.env.BACKEND_URL ?? "" });
