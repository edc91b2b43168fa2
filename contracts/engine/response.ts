import type { Answer, Breach, HeaderMap, HttpEndpoint, Payload, ResponseHead } from "../model/index.ts";
import { payloadFor } from "./media-type.ts";
import { preview } from "./preview.ts";
import { checkText } from "./text-value.ts";
import type { Validators } from "./validators.ts";

/** The promise that an answer is held to, and what its head already broke. */
export interface HeadReading {
  readonly answer?: Answer;
  /** Undefined where nothing is promised about the body, or the content type is not a promised one. */
  readonly payload?: Payload;
  readonly breaches: readonly Breach[];
}

const breach = (rule: string, message: string): Breach => ({ rule, frame: null, path: "", message });

/** The promised answer of a status: the exact one, else its class ("4XX"), else "default". */
function answerFor(answers: readonly Answer[], status: number): Answer | undefined {
  const named = (wanted: string) => answers.find((answer) => answer.status.toUpperCase() === wanted);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named("DEFAULT");
}

/** Judges status, content type and headers of an answer. */
export function readHead(endpoint: HttpEndpoint, head: ResponseHead, validators: Validators): HeadReading {
  const answer = answerFor(endpoint.answers, head.status);
  if (!answer) {
    const promised = endpoint.answers.map(({ status }) => status).join(", ") || "none";
    const message = `The status is ${head.status}; the contract promises ${promised}.`;
    return { breaches: [breach("response/status", message)] };
  }
  const breaches = headers(answer, head.headers, validators);
  if (answer.content.length === 0) return { answer, breaches };
  const type = head.headers["content-type"];
  const payload = payloadFor(answer.content, type);
  if (payload) return { answer, payload, breaches };
  const promised = answer.content.map(({ mediaType }) => mediaType).join(" or ");
  const seen = type === undefined ? "missing" : preview(type);
  const message = `The content type of the ${head.status} is ${seen}; the contract promises ${promised}.`;
  return { answer, breaches: [...breaches, breach("response/content-type", message)] };
}

function headers(answer: Answer, seen: HeaderMap, validators: Validators): Breach[] {
  return Object.entries(answer.headers).flatMap(([name, { required, schema }]) => {
    const value = Object.hasOwn(seen, name) ? seen[name] : undefined;
    if (value === undefined) return required ? [breach("response/header", `The header ${name} is missing.`)] : [];
    const [first] = checkText(validators, schema, value, "tolerant").breaches;
    return first ? [breach("response/header", `The header ${name} is wrong: ${lower(first.message)}`)] : [];
  });
}

const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);
