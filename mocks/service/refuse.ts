import { type Contract, type HttpEndpoint, validatorsOf } from "../../contracts/index.ts";
import { type Answer, answerAs } from "../play/index.ts";
import type { Detail } from "./detail.ts";

/**
 * The refusal of bad input: as FastAPI writes it, unless the document promises another shape; then as it promises.
 *
 * @param text the body that was refused
 */
export function refuse(
  contract: Contract,
  endpoint: HttpEndpoint,
  detail: readonly Detail[],
  text: string,
  seed: number,
): Answer {
  // The video studio puts two keys of its own beside the detail.
  const own = contract.name === "video-studio" && contract.builtIn;
  const message = "Request validation failed. Check the error details.";
  const body = { detail, ...(own && { body: text, message }) };
  const promised = ["422", "400", "4XX"].flatMap(
    (status) => endpoint.answers.find((answer) => answer.status === status) ?? [],
  );
  const [first] = promised;
  if (contract.builtIn || !first) return { status: 422, body };
  const status = first.status === "4XX" ? 422 : Number(first.status);
  const [payload] = first.content;
  const fits =
    payload?.schema === undefined ||
    (payload.mediaType === "application/json" &&
      validatorsOf(contract).check(payload.schema, body, "strict").breaches.length === 0);
  return fits ? { status, body } : { ...answerAs(contract, first, seed), status };
}
