import type { Transform } from "node:stream";
import { createBrotliDecompress, createInflate, createUnzip } from "node:zlib";
import type { ResponseHead } from "../../contracts/index.ts";
import { type Body, bodyOf } from "../probe/index.ts";
import type { Passing } from "./passing.ts";

/** Reads the body of an answer beside its way to the client. */
export interface AnswerReader {
  push(chunk: Buffer): void;
  /** @param then called when everything was read */
  end(then: () => void): void;
}

/** Bytes of a body that is one frame; of a stream each event counts by itself. */
const largest = 16 * 1024 * 1024;

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createUnzip,
  "x-gzip": createUnzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Makes frames of an answer: a stream's block by block, any other body whole; what is compressed is unpacked. */
export function readAnswer({ headers }: ResponseHead, passing: Passing): AnswerReader {
  const body = bodyOf(headers["content-type"], passing.clock);
  let size = 0;
  const push = (chunk: Buffer) => {
    if (passing.over) return;
    size += chunk.length;
    if (!body.stream && size > largest) passing.tooLarge();
    else passing.say(body.push(chunk));
  };
  const end = () => passing.say(body.end());
  const unpack = unpackers[(headers["content-encoding"] ?? "").trim().toLowerCase()]?.();
  return unpack ? unpacking(unpack, push, end) : plainly(push, end);
}

const plainly = (push: Body["push"] | ((chunk: Buffer) => void), end: () => void): AnswerReader => ({
  push: (chunk) => void push(chunk),
  end(then) {
    end();
    then();
  },
});

function unpacking(unpack: Transform, push: (chunk: Buffer) => void, end: () => void): AnswerReader {
  let then: (() => void) | undefined;
  const finish = () => {
    end();
    then?.();
    then = undefined;
  };
  unpack.on("data", push);
  unpack.on("end", finish);
  // What breaks off in the middle is judged by what could be read of it.
  unpack.on("error", finish);
  return {
    push: (chunk) => void (unpack.destroyed || unpack.write(chunk)),
    end(what) {
      then = what;
      if (unpack.destroyed) finish();
      else unpack.end();
    },
  };
}
