import { type AsyncAPIDocumentInterface, fromFile, type MessageInterface, Parser } from "@asyncapi/parser";
import { expect, test } from "@playwright/test";
import { loadContract, type SocketEndpoint } from "../../contracts/index.ts";

/** Documents that our reader and AsyncAPI's own parser must read alike. */
const documents = [
  { file: "contracts/video-studio/asyncapi.json", load: "video-studio" },
  { file: "fixtures/documents/trading-floor.asyncapi.yaml", load: "fixtures/documents/trading-floor.asyncapi.yaml" },
];

for (const { file, load } of documents) {
  test(`${file} means the same to AsyncAPI's parser`, async () => {
    const { document, diagnostics } = await fromFile(new Parser(), file).parse();
    expect(
      diagnostics.filter(({ severity }) => severity === 0).map(({ message, path }) => ({ message, path })),
    ).toEqual([]);
    const contract = await loadContract(load);
    const ours = contract.endpoints.filter((endpoint) => endpoint.transport === "socket").map(summary);
    expect(ours).toEqual(theirs(document!));
  });
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

function summary({ id, path, parameters, sends, accepts }: SocketEndpoint) {
  return {
    id,
    path,
    parameters: sorted(parameters.filter(({ in: where }) => where === "path").map(({ name }) => name)),
    sends: sorted(sends.map(({ name }) => name)),
    accepts: sorted(accepts.map(({ name }) => name)),
    replies: accepts
      .flatMap(({ name, reply }) => (typeof reply === "object" ? [`${name}: ${sorted(reply.oneOf)}`] : []))
      .sort(),
  };
}

/** The same summary out of the official parser's model: WebSocket channels that have an address, one for each. */
function theirs(document: AsyncAPIDocumentInterface): ReturnType<typeof summary>[] {
  const channels = document.channels().filter((channel) => {
    const servers = channel.servers().all();
    return channel.address() && servers.some((server) => /^wss?$/.test(server.protocol()));
  });
  const addresses = [...new Set(channels.map((channel) => channel.address()!))];
  return addresses.map((path) => {
    const here = channels.filter((channel) => channel.address() === path);
    const operations = here.flatMap((channel) => channel.operations().all());
    const names = (action: string) =>
      operations.filter((operation) => operation.action() === action).flatMap((operation) => messageIds(operation));
    const replies = operations.flatMap((operation) => {
      const reply = operation.reply();
      const listed = reply?.messages().all().length ? reply : reply?.channel();
      return listed ? messageIds(operation).map((name) => ({ name, answers: messageIds(listed) })) : [];
    });
    const all = operations.length === 0 ? here.flatMap(messageIds) : [];
    return {
      id: here[0]!.id(),
      path,
      parameters: sorted(
        here[0]!
          .parameters()
          .all()
          .map((parameter) => parameter.id()),
      ),
      sends: sorted([...names("send"), ...replies.flatMap(({ answers }) => answers), ...all]),
      accepts: sorted([...names("receive"), ...all]),
      replies: replies.map(({ name, answers }) => `${name}: ${sorted(answers)}`).sort(),
    };
  });
}

/**
 * Keys of messages in their channel. The official parser stops at the second reference of a chain and then has no id;
 * the fixture calls its components as its keys, with a capital.
 */
function messageIds(owner: { messages(): { all(): MessageInterface[] } }): string[] {
  return owner
    .messages()
    .all()
    .map((message) => {
      const { $ref = "" } = message.json<{ $ref?: string }>();
      return message.id() ?? $ref.replace(/^.*\/./, (path) => path.slice(-1).toLowerCase());
    });
}
