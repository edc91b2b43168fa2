import { type RequestBreach, validatorsOf } from "../../contracts/index.ts";
import { type Answer, answerAs, behavioursOf, type Call } from "../play/index.ts";
import { detailsOf } from "./detail.ts";

/**
 * The refusal of bad input: as the service itself refuses, where the mock knows it; else as FastAPI writes it, unless the
 * document promises another shape; then as it promises.
 */
export function refuse(call: Call, breaches: readonly RequestBreach[], seed: number): Answer | Promise<Answer> {
  const { contract, endpoint } = call;
  const detail = detailsOf(breaches, call.text);
  const own = behavioursOf(contract).refuse;
  if (own) return own(call, { breaches, detail });
  const body = { detail };
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
