import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands before a backend and holds one answer back, in the middle. */
export interface Gate {
  readonly url: string;
  /** Lets the rest of the answer through. */
  readonly open: () => void;
  readonly stop: () => Promise<unknown>;
}

/** Of an event stream the first words; of an answer in parts the part that brings them. */
const upToFirstWords = /"(?:TEXT_MESSAGE_CONTENT|content",0)[\s\S]*?(?:\n\n|\r\n---)/;

/** Passes everything on but what follows the first words of the first answer that has any, which waits for `open`. */
export async function startGate(target: string): Promise<Gate> {
  const { origin, host } = new URL(target);
  let shut = true;
  let opened: () => void = () => {};
  const wait = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const server = createServer((asked, response) => {
    const { method, headers, url = "/" } = asked;
    const onward = request(new URL(url, origin), { method, headers: { ...headers, host } }, async (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      response.flushHeaders();
      let said = "";
      for await (const piece of answer.setEncoding("utf8") as AsyncIterable<string>) {
        said += piece;
        const [words] = (shut && upToFirstWords.exec(said)?.slice(0, 1)) || [];
        if (words === undefined) {
          response.write(piece);
          continue;
        }
        shut = false;
        const rest = said.slice(said.indexOf(words) + words.length);
        response.write(piece.slice(0, piece.length - rest.length));
        await wait;
        response.write(rest);
      }
      response.end();
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise((resolve) => {
      opened();
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: target.replace(origin, `http://127.0.0.1:${port}`), open: () => opened(), stop };
}
