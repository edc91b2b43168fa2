import { Ajv2020 } from "ajv/dist/2020.js";
import type { Contract, Endpoint, Example, Parameter, Payload } from "../../../contracts/index.ts";

/** What a contract says, on a line an endpoint, so that a table can hold it. */
export function outline(contract: Contract) {
  const { name, version, server } = contract;
  return { name, version, server: server ?? null, endpoints: contract.endpoints.map(line) };
}

function line(endpoint: Endpoint): string {
  const parameters = endpoint.parameters.map(shown).join(" ");
  if (endpoint.transport === "http") {
    const request = endpoint.request?.content.map(media).join(" ") ?? "";
    const answers = endpoint.answers.map(({ status, headers, content }) => {
      const promised = Object.entries(headers).map(([name, { required }]) => `${name}${required ? "!" : "?"}`);
      return [status, ...content.map(media), ...promised].join(" ");
    });
    return `${endpoint.id}: ${endpoint.method} ${endpoint.path} [${parameters}] (${request}) -> ${answers.join(", ")}`;
  }
  const sends = endpoint.sends.map(({ name, schema }) => `${name}=${schema}`).join(" ");
  const accepts = endpoint.accepts.map(({ name, schema, reply }) => {
    const answer = reply === undefined ? "" : reply === "none" ? "->silence" : `->${reply.oneOf.join("|")}`;
    return `${name}=${schema}${answer}`;
  });
  return `${endpoint.id}: ${endpoint.path} [${parameters}] sends ${sends}; accepts ${accepts.join(" ")}`;
}

function shown({ name, in: where, required, example }: Parameter): string {
  return `${where}:${name}${required ? "!" : "?"}${example === undefined ? "" : `=${JSON.stringify(example)}`}`;
}

const media = ({ mediaType, schema, stream }: Payload) => `${mediaType}${stream ? "*" : ""}=${schema}`;

/** Examples that do not fit their own schema, and references that lead nowhere (Ajv says so when it compiles). */
export function invalidExamples(contract: Contract): string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "contract", ...contract.schemas });
  const wrong = (place: string, schema: string | undefined, examples: readonly Example[]) => {
    if (schema === undefined) return [];
    const validate = ajv.compile({ $ref: `contract#/$defs/${schema}` });
    return examples
      .filter(({ value }) => !validate(value))
      .map(({ name }) => `${place} ${name}: ${ajv.errorsText(validate.errors)}`);
  };
  const whole = Object.keys(contract.schemas.$defs).flatMap((name) => wrong(name, name, []));
  const ofEndpoints = contract.endpoints.flatMap((endpoint) => {
    const parameters = endpoint.parameters.flatMap(({ name, schema, example }) =>
      wrong(`${endpoint.id} ${name}`, schema, example === undefined ? [] : [{ name: "example", value: example }]),
    );
    if (endpoint.transport === "socket") {
      const messages = [...endpoint.sends, ...endpoint.accepts];
      const frames = endpoint.sends.flatMap((message) =>
        wrong(`${endpoint.id} frame`, endpoint.frame, message.examples),
      );
      const own = messages.flatMap(({ name, schema, examples }) => wrong(`${endpoint.id} ${name}`, schema, examples));
      return [...parameters, ...frames, ...own];
    }
    const payloads = [endpoint.request, ...endpoint.answers].flatMap((owner) => owner?.content ?? []);
    return [
      ...parameters,
      ...payloads.flatMap(({ schema, stream, examples }) =>
        // An example of a stream is a list of its frames.
        wrong(
          endpoint.id,
          schema,
          stream
            ? examples.flatMap(({ name, value }) => (value as unknown[]).map((frame) => ({ name, value: frame })))
            : examples,
        ),
      ),
    ];
  });
  return [...whole, ...ofEndpoints];
}
