import { createHash } from "node:crypto";
import { crc32, gzipSync } from "node:zlib";

/** Path to content. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** A gzipped tar, as npm and sdists are. */
export function tarball(files: Files): Buffer {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const body = Buffer.from(content);
    const head = Buffer.alloc(512);
    const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
    head.write(path, 0);
    head.write(octal(0o644, 8) + octal(0, 8) + octal(0, 8) + octal(body.length, 12) + octal(0, 12), 100);
    head.write(`        0`, 148);
    head.write("ustar\x0000", 257);
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A zip of stored files, as wheels are. */
export function zip(files: Files): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const body = Buffer.from(content);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x21, 8); // 1980-01-01, the first day a zip knows
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), common, rest, name);
    const local = [Buffer.from("PK\x03\x04", "latin1"), common, name, body];
    locals.push(...local);
    offset += local.reduce((total, { length }) => total + length, 0);
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

export interface WheelOf {
  readonly requires?: readonly string[];
  readonly requiresPython?: string;
  readonly files?: Files;
}

/** The files of a wheel: a module of that name with its `__version__`, and what the packaging standards want beside it. */
export function wheelFiles(name: string, version: string, { requires = [], requiresPython, files }: WheelOf): Files {
  const info = `${name}-${version}.dist-info`;
  const metadata = [
    `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}`,
    ...requires.map((one) => `Requires-Dist: ${one}`),
    ...(requiresPython ? [`Requires-Python: ${requiresPython}`] : []),
  ];
  const contents: Files = {
    [`${name}.py`]: `__version__ = "${version}"\n`,
    ...files,
    [`${info}/METADATA`]: `${metadata.join("\n")}\n`,
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: spec\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  };
  const records = Object.entries(contents).map(([path, content]) => {
    const hash = createHash("sha256").update(content).digest("base64url");
    return `${path},sha256=${hash},${Buffer.byteLength(content)}`;
  });
  return { ...contents, [`${info}/RECORD`]: `${records.join("\n")}\n${info}/RECORD,,\n` };
}
