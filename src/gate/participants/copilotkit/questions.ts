import { createHash } from "node:crypto";
import { type Contract, type HttpEndpoint, loadContract } from "../../../../contracts/index.ts";
import type { Asked } from "../types.ts";
import { askedOf } from "./asked.ts";

/** One request for a runtime. What a client asked (`Asked`) is one. */
export interface Question extends Pick<Asked, "key" | "method" | "path" | "headers" | "body"> {
  /** Whether its path is below the routes, and not below the URL that pages are given. */
  readonly atRoutes?: boolean;
  /** What tells it from others of its key: `generate-copilot-response/refund of copilotkit@1.9.3`. */
  readonly name?: string;
}

/** Generations of the wire, oldest first; what two of them ask alike is asked once. */
const generations = [
  ...["1.9.3", "1.10.6", "1.50.0", "1.74.0"].map((version) => `copilotkit@${version}`),
  ...["1.50.0", "1.75.0"].map((version) => `copilotkit/@copilotkit/runtime/v2@${version}`),
];

/** Headers of an application, of which some runtimes tell the agent. */
const ofApplication = { authorization: "Bearer of-the-page", "x-of-the-page": "1", "of-the-page": "1" };
/** What urql accepts, which the older clients speak through. */
const urql =
  "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";

/**
 * What every runtime is asked: each example of each operation of each generation, in a thread of its own, with properties,
 * context and headers of an application. None is for an agent that is not there: until 1.10 a runtime that was asked
 * for one loses those that it has.
 */
export async function fixedQuestions(): Promise<readonly Question[]> {
  const met = new Set<string>();
  const all = [];
  for (const reference of generations) all.push(...questionsOf(await loadContract(reference), reference));
  return all.filter(({ name, ...question }) => {
    const text = JSON.stringify(question);
    return !met.has(text) && met.add(text);
  });
}

function questionsOf(contract: Contract, reference: string): Question[] {
  return contract.endpoints.flatMap((endpoint) =>
    endpoint.transport === "http" && endpoint.probe === "safe" ? ofEndpoint(contract, endpoint, reference) : [],
  );
}

function ofEndpoint(contract: Contract, endpoint: HttpEndpoint, reference: string): Question[] {
  const examples = endpoint.request?.content[0]?.examples ?? [{ name: "", value: undefined }];
  return examples.map(({ name, value }) => {
    const title = name ? `${endpoint.id}/${name}` : endpoint.id;
    const body = value === undefined ? undefined : fresh(value, endpoint.fresh ?? [], title);
    const headers = {
      ...ofApplication,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...accept(endpoint),
    };
    const seen = {
      method: endpoint.method,
      url: pathOf(endpoint),
      headers,
      text: body === undefined ? null : JSON.stringify(body),
    };
    const { status: _, during: __, ...question } = askedOf(seen, "", "");
    return { ...question, name: `${title} of ${reference}`, ...(!contract.emptyPath && { atRoutes: true }) };
  });
}

function accept({ answers }: HttpEndpoint): { accept?: string } {
  const types = answers
    .filter(({ status }) => status === "200")
    .flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
  if (types.includes("application/graphql-response+json")) return { accept: urql };
  return types.includes("text/event-stream") ? { accept: "text/event-stream" } : {};
}

/** With the examples of its parameters. */
function pathOf({ path, parameters }: HttpEndpoint): string {
  const given = (place: string) => parameters.filter((one) => one.in === place && one.example !== undefined);
  const filled = given("path").reduce((text, { name, example }) => text.replace(`{${name}}`, String(example)), path);
  const query = new URLSearchParams(given("query").map(({ name, example }) => [name, String(example)]));
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** A copy with ids of its own where the operation wants fresh ones; the same in every gate. */
function fresh(value: unknown, pointers: readonly string[], title: string): unknown {
  const copy = structuredClone(value);
  for (const pointer of pointers) {
    const keys = pointer.slice(1).split("/");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], copy);
    if (parent !== undefined) (parent as Record<string, unknown>)[last] = uuidOf(`${title} ${pointer}`);
  }
  return copy;
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
