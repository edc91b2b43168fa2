import type { ContainerRuntimeClient } from "testcontainers";

export type EngineContainer = ReturnType<ContainerRuntimeClient["container"]["getById"]>;

/** The last lines that a container wrote; none where it wrote nothing or is gone. */
export async function lastWords(container: EngineContainer, lines = 10): Promise<string[]> {
  const raw = await container.logs({ stdout: true, stderr: true, tail: lines }).catch(() => Buffer.alloc(0));
  const text = textOf(raw);
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-lines);
}

/** The engine sends both streams in one, each piece behind a head of eight bytes, whose last four are its length. */
function textOf(raw: Buffer): string {
  let text = "";
  for (let at = 0; at + 8 <= raw.length; ) {
    const length = raw.readUInt32BE(at + 4);
    text += raw.toString("utf8", at + 8, at + 8 + length);
    at += 8 + length;
  }
  return text;
}
